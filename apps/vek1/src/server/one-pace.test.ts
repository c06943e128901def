import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atOnePace } from './one-pace.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whether an answer that is there already is given while the clock stands still. */
async function atOnce(path: string, status: number): Promise<boolean> {
  let given = false;
  const held = atOnePace(`/api/auth/${path}`, Promise.resolve(new Response(null, { status }))).then(
    ({ status: told }) => {
      given = true;
      return told;
    },
  );
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  const was_given = given;
  vi.runAllTimers();
  expect(await held).toBe(status);
  return was_given;
}

describe('an answer about an address', () => {
  it.each([
    ['sign-up/email', 200],
    ['sign-up/email', 400],
    ['sign-in/email', 401],
    ['sign-in/email', 403],
    ['request-password-reset', 200],
  ])('of %s, %i, waits for the pace', async (path, status) => {
    expect(await atOnce(path, status)).toBe(false);
  });

  it.each([
    ['sign-in/email', 200],
    ['sign-in/email', 429],
    ['get-session', 200],
    ['reauthenticate', 400],
  ])('is none of %s, %i: it comes at once', async (path, status) => {
    expect(await atOnce(path, status)).toBe(true);
  });
});
