'use client';

import { useState } from 'react';
import { type AuthError, describeAuthError } from './describe-auth-error.ts';

/** One call of Better Auth at a time, and what went wrong with the last, in a sentence. */
export function useAuthCall() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  /** Whether it went well. */
  async function run(call: () => Promise<{ error: AuthError | null }>): Promise<boolean> {
    setBusy(true);
    setError(null);
    const failure = await call().then(
      (answer) => answer.error,
      (): AuthError => ({ status: 0 }),
    );
    setBusy(false);
    if (failure) setError(describeAuthError(failure));
    return failure === null;
  }
  return { busy, error, run };
}
