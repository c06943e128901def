import { masked, type Vault } from '../kernel/crypto.ts';
import { type DEFAULTS, SECRETS } from './settings-view.ts';

type Settings = typeof DEFAULTS;

/**
 * The settings that say where a store's money goes, as its owner calls them. Whoever changes one gives their password
 * again, and the owner is written to.
 */
export const KEYS = {
  manual_pix_key: 'chave PIX',
  manual_pix_key_type: 'tipo da chave PIX',
  abacatepay_api_key: 'chave do AbacatePay',
  abacatepay_webhook_secret: 'segredo do webhook do AbacatePay',
} as const satisfies Partial<Record<keyof Settings, string>>;
export type Key = keyof typeof KEYS;

export interface KeyChange {
  key: Key;
  /** Masked. */
  before: string | null;
  after: string | null;
}

/** The keys that really are others now: a secret sealed anew is the same one. */
export function changedKeys(vault: Vault, before: Settings, after: Settings): KeyChange[] {
  const isSealed = (key: Key) => SECRETS.some((secret) => secret === key);
  const plain = (settings: Settings, key: Key) => {
    const value = settings[key];
    return value !== null && isSealed(key) ? vault.open(value) : value;
  };
  const shown = (value: string | null) => value && masked(value);
  // safe: `KEYS` has no other
  return (Object.keys(KEYS) as Key[])
    .map((key) => ({ key, was: plain(before, key), is: plain(after, key) }))
    .filter(({ was, is }) => was !== is)
    .map(({ key, was, is }) => ({ key, before: shown(was), after: shown(is) }));
}
