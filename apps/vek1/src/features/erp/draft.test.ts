import { describe, expect, it } from 'vitest';
import type { StockSync } from '@/trpc/wire.ts';
import { changesOf, draftOf, newSecretsIn } from './draft.ts';

const settings: StockSync = {
  store_id: 's',
  inbound_url: 'https://api.example/webhooks/stock-sync/s',
  inbound_enabled: true,
  inbound_secret: '••••a1b2',
  allow_untimed_signatures: false,
  erp_counts_our_orders: false,
  warehouse: 'Loja 1',
  outbound_enabled: false,
  outbound_url: null,
  outbound_secret: null,
};
const draft = draftOf(settings);

describe('what a form changes', () => {
  it('is nothing when nothing was written, or spaces: a secret that is not shown stays', () => {
    expect(changesOf(settings, draft, 'inbound')).toBeNull();
    expect(
      changesOf(settings, { ...draft, warehouse: ' Loja 1 ', inbound_secret: '  ' }, 'inbound'),
    ).toBeNull();
  });

  it('is only what differs, null where a field was emptied', () => {
    const written = {
      ...draft,
      warehouse: '',
      erp_counts_our_orders: true,
      inbound_secret: 'um-outro-segredo',
    };
    expect(changesOf(settings, written, 'inbound')).toEqual({
      warehouse: null,
      erp_counts_our_orders: true,
      inbound_secret: 'um-outro-segredo',
    });
  });

  it('is of its own way alone', () => {
    const written = { ...draft, outbound_url: 'https://erp.example', inbound_enabled: false };
    expect(changesOf(settings, written, 'outbound')).toEqual({ outbound_url: 'https://erp.example' });
  });
});

it('finds the secrets that were made just now', () => {
  expect(newSecretsIn(settings)).toEqual({});
  expect(newSecretsIn({ ...settings, outbound_secret: 'vek1_novo' })).toEqual({ outbound: 'vek1_novo' });
});
