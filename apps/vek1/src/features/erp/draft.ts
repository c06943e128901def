import type { StockSync, StockSyncChanges } from '@/trpc/wire.ts';

/** The two ways between the shop and its ERP. */
export type Way = 'inbound' | 'outbound';

export const SWITCHES = {
  inbound: ['inbound_enabled', 'erp_counts_our_orders', 'allow_untimed_signatures'],
  outbound: ['outbound_enabled'],
} as const;

const TEXTS = {
  inbound: ['warehouse', 'inbound_secret'],
  outbound: ['outbound_url', 'outbound_secret'],
} as const;

type SwitchKey = (typeof SWITCHES)[Way][number];
type TextKey = (typeof TEXTS)[Way][number];

/** The settings as the forms hold them. A secret is empty until another one is written. */
export type Draft = Record<SwitchKey, boolean> & Record<TextKey, string>;

export const draftOf = (settings: StockSync): Draft => ({
  ...settings,
  warehouse: settings.warehouse ?? '',
  outbound_url: settings.outbound_url ?? '',
  inbound_secret: '',
  outbound_secret: '',
});

/** Only what the form of this way says otherwise than the settings; null where nothing. An empty secret stays as it is. */
export function changesOf(settings: StockSync, draft: Draft, way: Way): StockSyncChanges | null {
  const was = draftOf(settings);
  const switched = SWITCHES[way].filter((key) => draft[key] !== was[key]).map((key) => [key, draft[key]]);
  const written = TEXTS[way]
    .filter((key) => draft[key].trim() !== was[key])
    .map((key) => [key, draft[key].trim() || null]);
  const changes: StockSyncChanges = Object.fromEntries([...switched, ...written]);
  return Object.keys(changes).length > 0 ? changes : null;
}

/** Secrets that were made just now: they come in the clear, once. */
export const newSecretsIn = ({
  inbound_secret,
  outbound_secret,
}: StockSync): Partial<Record<Way, string>> => ({
  ...(isClear(inbound_secret) && { inbound: inbound_secret }),
  ...(isClear(outbound_secret) && { outbound: outbound_secret }),
});

const isClear = (secret: string | null): secret is string => secret !== null && !secret.startsWith('••••');
