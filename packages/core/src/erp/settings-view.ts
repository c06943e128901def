import { masked, type Vault } from '../kernel/crypto.ts';
import type { StockSyncSettings } from './contract.ts';
import type { erp_settings } from './tables.ts';

type Row = typeof erp_settings.$inferSelect;
export type SettingColumns = Omit<Row, 'company_id' | 'store_id' | 'updated_at'>;

/** What a store that never set anything has, and what `null` goes back to. */
export const DEFAULTS: SettingColumns = {
  inbound_enabled: false,
  inbound_secret: null,
  allow_untimed_signatures: false,
  erp_counts_our_orders: false,
  warehouse: null,
  outbound_enabled: false,
  outbound_url: null,
  outbound_secret: null,
};

interface ViewOptions {
  vault: Vault;
  store_id: string;
  public_api_url: string;
}

/** The settings as people see them: secrets show their last characters. */
export function settingsView(
  row: Partial<Row> | null | undefined,
  { vault, store_id, public_api_url }: ViewOptions,
): StockSyncSettings {
  const settings = { ...DEFAULTS, ...row };
  const show = (sealed: string | null) => (sealed === null ? null : masked(vault.open(sealed)));
  return {
    ...settings,
    store_id,
    inbound_url: `${public_api_url}/webhooks/stock-sync/${store_id}`,
    inbound_secret: show(settings.inbound_secret),
    outbound_secret: show(settings.outbound_secret),
  };
}
