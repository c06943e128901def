import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { changesOf } from '../../kernel/merge-settings.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { closeTasks } from '../../task/operations/close-tasks.ts';
import { asciiOf } from '../br-code.ts';
import { PaymentSettings, SavePaymentSettings } from '../contract.ts';
import { changedKeys } from '../keys.ts';
import { pixKeyOf } from '../pix-key.ts';
import { DEFAULTS, SECRETS, settingsView } from '../settings-view.ts';
import { payment_settings } from '../tables.ts';
import { changeKeys } from './change-keys.ts';

type Settings = Partial<typeof DEFAULTS>;

/** A key is kept as the directory writes it, whatever was typed; one that is wrong is left to be refused. */
function withPlainKey({ manual_pix_key: typed, ...changes }: Settings, was: Settings): Settings {
  if (typed === undefined) return changes;
  const type =
    changes.manual_pix_key_type === undefined ? was.manual_pix_key_type : changes.manual_pix_key_type;
  return { ...changes, manual_pix_key: typed && type ? (pixKeyOf(type, typed) ?? typed) : typed };
}

/** What only holds for the whole: a key of its type, and all that a static code says before it is offered. */
function checkManualPix(settings: typeof DEFAULTS): void {
  const { manual_pix_enabled, manual_pix_key: key, manual_pix_key_type: type } = settings;
  if (key !== null && type === null) throw invalidField('manual_pix_key_type', 'Say what kind of key it is.');
  if (key !== null && type !== null && pixKeyOf(type, key) !== key) {
    throw invalidField('manual_pix_key', `Not a PIX key of the type ${type}.`, 'payment.invalid_pix_key');
  }
  for (const field of ['manual_pix_name', 'manual_pix_city'] as const) {
    if (settings[field] !== null && asciiOf(settings[field]) === '') {
      throw invalidField(field, 'A PIX code can say nothing of it.', 'payment.invalid_pix_name');
    }
  }
  if (!manual_pix_enabled) return;
  for (const field of ['manual_pix_key', 'manual_pix_name', 'manual_pix_city'] as const) {
    if (settings[field] === null) throw invalidField(field, 'Manual PIX cannot be offered without it.');
  }
}

export const saveSettings = command({
  name: 'payment.saveSettings',
  summary:
    'Changes how a store is paid: absent is left as it is, null goes back to the default. 403 `reauth_required` where a key changes and `X-Reauthenticated-At` is not of the last 5 minutes',
  access: app.row(stores, 'store_id'),
  rest: { method: 'put', path: '/internal/orders/store/{store_id}/payment-settings' },
  audit: { target: 'payment_settings' },
  input: SavePaymentSettings,
  output: PaymentSettings,
}).handle(async ({ db, company_id, vault, before, call }, { store_id, ...given }) => {
  const [row] = await db
    .select({ name: stores.name })
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  const store = found(row, 'store');

  // There is a row to lock, so that the second of two first changes sees what it changes.
  await db
    .insert(payment_settings)
    .values({ company_id, store_id, ...DEFAULTS, updated_at: now() })
    .onConflictDoNothing();
  const ours = and(eq(payment_settings.company_id, company_id), eq(payment_settings.store_id, store_id));
  const [locked] = await db.select().from(payment_settings).where(ours).for('update');
  const was = found(locked, 'payment settings');
  before(settingsView(vault, store_id, was));
  const merged = changesOf(given, { defaults: DEFAULTS, secrets: SECRETS, vault });
  const changes = { ...withPlainKey(merged, was), updated_at: now() };
  const [saved] = await db.update(payment_settings).set(changes).where(ours).returning();
  const settings = found(saved, 'payment settings');
  checkManualPix(settings);
  const keys = changedKeys(vault, was, settings);
  if (keys.length > 0) await call(changeKeys, { store_id, store_name: store.name, changes: keys });
  if (changes.abacatepay_api_key) await call(closeTasks, { kind: 'gateway_key', subject_id: store_id });
  return settingsView(vault, store_id, settings);
});
