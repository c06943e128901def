import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { changesOf } from '../../kernel/merge-settings.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { SaveStockSync, StockSyncSettings } from '../contract.ts';
import { deliveryDue } from '../events.ts';
import { DEFAULTS, type SettingColumns, settingsView } from '../settings-view.ts';
import { erp_events, erp_products, erp_settings } from '../tables.ts';

const SECRETS = ['inbound_secret', 'outbound_secret'] as const;

const newSecret = (): string => `vek1_${randomBytes(32).toString('base64url')}`;

/** What only holds for the whole. */
function checkOutbound(settings: SettingColumns, allow_private: boolean): void {
  const { outbound_enabled, outbound_url } = settings;
  if (outbound_enabled && outbound_url === null) {
    throw invalidField('outbound_url', 'Nothing can be sent without an address.');
  }
  if (outbound_url !== null && !allow_private && !outbound_url.startsWith('https:')) {
    throw invalidField('outbound_url', 'It must begin with https://.', 'erp.insecure_address');
  }
}

export const saveSettings = command({
  name: 'erp.saveSettings',
  summary:
    'Changes how a store and its ERP are kept equal: absent is left as it is, null goes back to the default. What is taken is signed, and so is what is sent: a secret that is missing is made, and shown in this answer alone',
  access: app.row(stores, 'store_id'),
  rest: { method: 'put', path: '/internal/stock-sync-settings/{store_id}' },
  audit: { target: 'erp_settings' },
  input: SaveStockSync,
  output: StockSyncSettings,
}).handle(async ({ db, company_id, vault, settings, before, emit }, { store_id, ...given }) => {
  // One change of a store's settings at a time, also the first one: of two that make a secret each shows its own.
  const [store] = await db
    .select({ id: stores.id })
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)))
    .for('no key update');
  found(store, 'store');
  const view = { vault, store_id, public_api_url: settings.public_api_url };
  const [was] = await db
    .select()
    .from(erp_settings)
    .where(and(eq(erp_settings.company_id, company_id), eq(erp_settings.store_id, store_id)));
  before(settingsView(was, view));

  const wanted = {
    ...DEFAULTS,
    ...was,
    ...changesOf(given, { defaults: DEFAULTS, secrets: SECRETS, vault }),
  };
  checkOutbound(wanted, settings.outbound_allow_private);
  const made = {
    ...(wanted.inbound_enabled && wanted.inbound_secret === null && { inbound_secret: newSecret() }),
    ...(wanted.outbound_url !== null && wanted.outbound_secret === null && { outbound_secret: newSecret() }),
  };
  const sealed = Object.fromEntries(Object.entries(made).map(([key, secret]) => [key, vault.seal(secret)]));
  const next = { ...wanted, ...sealed, company_id, store_id, updated_at: now() };
  await db
    .insert(erp_settings)
    .values(next)
    .onConflictDoUpdate({ target: [erp_settings.company_id, erp_settings.store_id], set: next });

  if (next.inbound_enabled && !was?.inbound_enabled) {
    // The two begin with equal counts: what was sold before is in the ERP's.
    await db
      .update(erp_products)
      .set({ untold: 0 })
      .where(and(eq(erp_products.company_id, company_id), eq(erp_products.store_id, store_id)));
  }
  if (next.outbound_enabled) {
    await db
      .update(erp_events)
      .set({ due_at: sql`now()` })
      .where(
        and(
          eq(erp_events.company_id, company_id),
          eq(erp_events.store_id, store_id),
          eq(erp_events.state, 'waiting'),
        ),
      );
    await emit(deliveryDue, { store_id, pause_ms: 0 });
  }
  return { ...settingsView(next, view), ...made };
});
