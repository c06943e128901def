import { masked, type Vault } from '../kernel/crypto.ts';
import type { PaymentSettings } from './contract.ts';
import type { payment_settings } from './tables.ts';

type Row = typeof payment_settings.$inferSelect;

/** What a store that never set anything has, and what `null` goes back to. */
export const DEFAULTS: Omit<Row, 'company_id' | 'store_id' | 'updated_at'> = {
  abacatepay_api_key: null,
  abacatepay_webhook_secret: null,
  pix_enabled: false,
  pix_expires_minutes: 30,
  cod_enabled: false,
  cod_max_cents: null,
  cod_instructions: null,
  manual_pix_enabled: false,
  manual_pix_key: null,
  manual_pix_key_type: null,
  manual_pix_name: null,
  manual_pix_city: null,
  proof_deadline_hours: 24,
};

/** Kept sealed. */
export const SECRETS = ['abacatepay_api_key', 'abacatepay_webhook_secret'] as const;

/** The settings as people see them: secrets show their last characters. */
export function settingsView(
  vault: Vault,
  store_id: string,
  row: Partial<Row> | null | undefined,
): PaymentSettings {
  const settings = { ...DEFAULTS, ...row };
  const show = (sealed: string | null) => (sealed === null ? null : masked(vault.open(sealed)));
  return {
    ...settings,
    store_id,
    abacatepay_api_key: show(settings.abacatepay_api_key),
    abacatepay_webhook_secret: show(settings.abacatepay_webhook_secret),
  };
}
