/** Runs once when the server starts: a wrong variable stops it here, not at the first request. */
export async function register(): Promise<void> {
  // Not configuration but a constant of the compiler, which also builds this file for the edge.
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./server/check-config.ts');
}
