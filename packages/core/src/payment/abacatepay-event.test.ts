import { describe, expect, it } from 'vitest';
import { readAbacatePayEvent } from './abacatepay-event.ts';

const charge = { id: 'pix_char_1', externalId: 'attempt-1', amount: 4290, status: 'PAID', methods: ['PIX'] };
const payer = { method: 'PIX', PIX: { name: 'Ana', taxId: '***.456.789-**' } };

describe('an event of AbacatePay', () => {
  it.each([
    [
      'v2, transparent',
      'transparent.completed',
      { transparent: charge, customer: null, payerInformation: payer },
    ],
    [
      'v2, checkout',
      'checkout.completed',
      { checkout: { ...charge, id: 'bill_1' }, customer: { name: 'Ana' } },
    ],
    [
      'v2, disputed',
      'transparent.disputed',
      { transparent: { ...charge, status: 'UNDER_DISPUTE' }, reason: 'fraud' },
    ],
    [
      'v1, PIX',
      'billing.paid',
      { payment: { amount: 4290, fee: 80, method: 'PIX' }, pixQrCode: { ...charge, kind: 'PIX' } },
    ],
    [
      'v1, billing',
      'billing.paid',
      { payment: { amount: 4290 }, billing: { ...charge, id: 'bill_1', url: 'https://pay' } },
    ],
  ])('names its charge: %s', (_, event, data) => {
    const [found] = Object.values(data).filter(
      (part) => part && typeof part === 'object' && 'status' in part,
    );
    const body = { id: 'log_1', event, apiVersion: 2, devMode: true, data, unannounced: { field: 1 } };
    expect(readAbacatePayEvent(body)).toMatchObject({ event_id: 'log_1', charge_id: found?.id });
  });

  it('without an id of its own has the same key at every delivery, and another for another state', () => {
    const said = (event: string, status: string) =>
      readAbacatePayEvent({ event, devMode: false, data: { transparent: { id: 'char_xyz', status } } })
        ?.event_id;
    expect(said('transparent.completed', 'PAID')).toBe(said('transparent.completed', 'PAID'));
    expect(said('transparent.completed', 'PAID')).not.toBe(said('transparent.refunded', 'PAID'));
    expect(said('transparent.completed', 'PAID')).not.toBe(said('transparent.completed', 'REFUNDED'));
  });

  it('tells what it claims was paid, and which attempt it is of, where they can be such', () => {
    const attempt_id = '019aa8f0-0000-7000-8000-000000000001';
    const claim = (data: unknown) => readAbacatePayEvent({ event: 'transparent.completed', data });
    expect(claim({ transparent: { ...charge, externalId: attempt_id, paidAmount: 4000 } })).toMatchObject({
      attempt_id,
      claimed_cents: 4000,
    });
    expect(claim({ payment: { amount: 4000 }, pixQrCode: charge })).toMatchObject({
      attempt_id: null,
      claimed_cents: 4000,
    });
    for (const paidAmount of ['4000', -1, 0.5, null]) {
      expect(claim({ transparent: { ...charge, paidAmount } })).toMatchObject({
        charge_id: 'pix_char_1',
        claimed_cents: null,
      });
    }
  });

  it('needs no status', () => {
    const body = { event: 'transparent.completed', data: { transparent: { id: 'pix_char_1' } } };
    expect(readAbacatePayEvent(body)).toMatchObject({ charge_id: 'pix_char_1' });
  });

  it.each([
    ['a payout', { id: 'log_1', event: 'payout.completed', data: { withdraw: { id: 'tran_1' } } }],
    ['a charge without an id', { event: 'transparent.completed', data: { transparent: { status: 'PAID' } } }],
    ['no data', { event: 'transparent.completed' }],
    ['no event', { data: { transparent: charge } }],
    ['an id of another type', { event: 'transparent.completed', data: { transparent: { id: 7 } } }],
    ['a list', []],
    ['nothing', null],
    ['a text', 'transparent.completed'],
  ])('is not: %s', (_, body) => {
    expect(readAbacatePayEvent(body)).toBeNull();
  });
});

it('reads a charge that is the data itself, and nulls where there is none', () => {
  const flat = { event: 'billing.paid', data: { id: 'pix_char_1', status: 'PAID', checkout: null } };
  expect(readAbacatePayEvent(flat)).toEqual({
    event_id: 'billing.paid:pix_char_1:PAID',
    charge_id: 'pix_char_1',
    attempt_id: null,
    claimed_cents: null,
  });
});
