import type { Email, OutgoingEmail } from '@vek1/core/ports/email';

const KEPT = 50;

export interface Outbox extends Email {
  /** The last e-mails, newest first. */
  kept(): readonly (OutgoingEmail & { at: string })[];
}

/** Stands in for an e-mail provider in development: keeps what it is given, and says so. */
export function createOutbox({ say }: { say: (email: OutgoingEmail) => void }): Outbox {
  const kept: (OutgoingEmail & { at: string })[] = [];
  return {
    provider: 'outbox',
    async send(email) {
      if (kept.some(({ key }) => key === email.key)) return;
      kept.unshift({ at: new Date().toISOString(), ...email });
      kept.length = Math.min(kept.length, KEPT);
      say(email);
    },
    kept: () => kept,
  };
}
