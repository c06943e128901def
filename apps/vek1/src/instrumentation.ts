import { ConfigError, config } from '@/config.ts';

/** Runs once when the server starts: a wrong variable stops it here, not at the first request. */
export function register(): void {
  try {
    config();
  } catch (error) {
    console.error(error instanceof ConfigError ? `Configuration: ${error.message}` : error);
    process.exit(1);
  }
}
