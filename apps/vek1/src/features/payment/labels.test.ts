import { describe, expect, it } from 'vitest';
import type { Payment } from '@/trpc/wire.ts';
import { paymentLabel, paymentNote, waysBack } from './labels.ts';

const payment = (more: Partial<Payment> = {}): Payment => ({
  attempt_id: '019aa8f0-0000-7000-8000-000000000001',
  amount_cents: 8580,
  claimed_cents: null,
  status: 'kept',
  disputed_at: null,
  refund_refusal: null,
  refund_reason: null,
  recorded_at: '2026-11-22T00:00:00Z',
  ...more,
});

describe('a payment', () => {
  it('says where it is; a dispute comes first until the money is back', () => {
    expect(paymentLabel(payment())).toBe('Recebido');
    expect(paymentLabel(payment({ disputed_at: '2026-11-22T00:00:00Z' }))).toBe('Contestado');
    expect(paymentLabel(payment({ disputed_at: '2026-11-22T00:00:00Z', status: 'refunded' }))).toBe(
      'Devolvido',
    );
  });

  it('says why it was not given back, and how it was', () => {
    expect(paymentNote(payment({ status: 'refund_failed', refund_refusal: 'insufficient_funds' }))).toContain(
      'saldo',
    );
    expect(paymentNote(payment({ status: 'refunded', refund_reason: 'PIX na chave' }))).toBe('PIX na chave');
    expect(paymentNote(payment())).toBeNull();
  });

  const came = (status: 'confirmed' | 'cancelled' | 'expired', external_id: string | null = 'bill_1') => ({
    status,
    payment_attempts: [{ id: payment().attempt_id, external_id }],
  });

  it('can go back by the gateway or by hand where it is owed, and not twice', () => {
    const owed = payment({ status: 'refund_due' });
    expect(waysBack(came('cancelled'), owed)).toEqual(['gateway', 'by_hand']);
    expect(waysBack(came('confirmed'), payment())).toEqual(['gateway']);
    expect(waysBack(came('expired'), payment())).toEqual([]);
    for (const status of ['refund_pending', 'refunded', 'recorded'] as const) {
      expect(waysBack(came('cancelled'), payment({ status }))).toEqual([]);
    }
  });

  it('goes back by hand alone where no gateway brought it', () => {
    expect(waysBack(came('confirmed', null), payment())).toEqual([]);
    expect(waysBack(came('cancelled', null), payment({ status: 'refund_due' }))).toEqual(['by_hand']);
  });
});
