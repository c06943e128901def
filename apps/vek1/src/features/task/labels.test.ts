import { expect, it } from 'vitest';
import { placeOf } from './labels.ts';

it('a task leads to its order only where its subject is one', () => {
  const of = (kind: Parameters<typeof placeOf>[0]['kind']) => placeOf({ kind, subject_id: '42' })?.href;
  expect([of('refund_due'), of('charge_failed')]).toEqual(['/pedidos/42', '/pedidos/42']);
  expect([of('proof_to_check'), of('hand_off'), of('dead_letter')].join()).not.toContain('42');
});
