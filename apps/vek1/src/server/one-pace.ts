/** Longer than any of them takes on a machine that is not overrun. */
const PACE_MS = 750;

/** Where an address is looked for before it is answered. `send-verification-email` keeps a pace of its own. */
const ASKED_ABOUT = [
  '/api/auth/sign-up/email',
  '/api/auth/sign-in/email',
  '/api/auth/request-password-reset',
];

/**
 * Holds what a stranger hears about an address until as much time has passed as it may ever take: how long the work
 * was would tell whether the address is known. Whoever is let in, or refused unheard, need not wait.
 */
export async function atOnePace(path: string, answer: Promise<Response>): Promise<Response> {
  if (!ASKED_ABOUT.includes(path)) return answer;
  const passed = new Promise((resolve) => setTimeout(resolve, PACE_MS));
  const response = await answer;
  const isLetIn = response.ok && path.endsWith('/sign-in/email');
  if (!isLetIn && response.status !== 429) await passed;
  return response;
}
