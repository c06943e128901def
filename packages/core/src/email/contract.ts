import { z } from 'zod';

/** What the house writes letters about. */
export const LetterKind = z.enum([
  'reset_password',
  'verify_email',
  'account_exists',
  'payment_settings_changed',
]);
export type LetterKind = z.infer<typeof LetterKind>;

/** What anybody can have the house write to an address that is not theirs. */
export const ASKED_BY_ANYBODY: readonly LetterKind[] = ['reset_password', 'verify_email', 'account_exists'];

/** A letter with a link that its reader follows. The link must be of the app's own origin. */
export const SendLink = z.strictObject({
  email: z.email().max(254),
  /** How the letter greets; not who it is for. */
  name: z.string().trim().min(1).max(200).optional(),
  url: z.url({ protocol: /^https?$/ }).max(2000),
});

export const Queued = z.object({ queued: z.literal(true) });

/** A letter to the owner of the company. */
export const NotifyOwner = z.strictObject({
  kind: z.enum(['payment_settings_changed']),
  store_name: z.string(),
  /** In words, e.g. `Chave PIX`. */
  changed: z.array(z.string()).min(1),
});

export const Letter = z.object({ subject: z.string(), text: z.string(), html: z.string() });
export type Letter = z.infer<typeof Letter>;
