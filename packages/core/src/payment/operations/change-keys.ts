import { z } from 'zod';
import { notifyOwner } from '../../email/operations/notify-owner.ts';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { requireReauthentication } from '../../kernel/reauthentication.ts';
import { Id } from '../../kernel/wire.ts';
import { KEYS, type Key } from '../keys.ts';

const Shown = z.string().nullable();

/** Called in the transaction that has changed them: a refusal takes the change back. */
export const changeKeys = command({
  name: 'payment.changeKeys',
  summary: 'Lets keys of a store be changed by who has just given their password; the owner is written to',
  access: internal.tenant,
  audit: { target: 'payment_settings' },
  input: z.strictObject({
    store_id: Id,
    store_name: z.string(),
    /** Masked. */
    changes: z.array(
      z.strictObject({ key: z.enum(Object.keys(KEYS) as Key[]), before: Shown, after: Shown }),
    ),
  }),
  output: z.object({}),
}).handle(async ({ actor, call }, { store_name, changes }) => {
  requireReauthentication(actor);
  const changed = changes.map(({ key }) => KEYS[key]);
  await call(notifyOwner, { kind: 'payment_settings_changed', store_name, changed });
  return {};
});
