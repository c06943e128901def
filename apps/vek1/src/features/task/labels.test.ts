import { expect, it } from 'vitest';
import { placeOf } from './labels.ts';

it('a task leads to its order where it has one, else to the list that holds the work', () => {
  const of = (kind: Parameters<typeof placeOf>[0]['kind'], order_id: string | null = null) =>
    placeOf({ kind, order_id })?.href;
  expect([of('refund_due', '42'), of('disputed', '42')]).toEqual(['/pedidos/42', '/pedidos/42']);
  expect(of('hand_off')).toContain('/conversas');
  expect([of('dead_letter'), of('gateway_key')]).toEqual([undefined, undefined]);
});
