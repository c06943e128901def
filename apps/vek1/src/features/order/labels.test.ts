import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '@/trpc/wire.ts';
import { actionLabel, describeActor, describeEvent, FILTERS, STATUSES } from './labels.ts';

describe('filters', () => {
  it('find every order exactly once', () => {
    const found = Object.values(FILTERS).flatMap(({ statuses }) => statuses);
    expect(found.toSorted()).toEqual(STATUSES.toSorted());
  });
});

describe('an event', () => {
  const event = (
    from_status: OrderEvent['from_status'],
    to_status: OrderEvent['to_status'],
    actor = 'user:ana',
  ) =>
    describeEvent({ id: 1, from_status, to_status, actor, reason: null, created_at: '2026-11-22T00:00:00Z' });

  it('says where it came from when that changes its meaning', () => {
    expect(event(null, 'pending')).toBe('Pedido criado');
    expect(event('preparing', 'confirmed')).toBe('Preparo desfeito');
    expect(event('expired', 'confirmed', 'service:webhook')).toBe('Pago depois do prazo, pedido confirmado');
    expect(event('expired', 'awaiting_payment')).toBe('Pedido retomado, PIX gerado');
    expect(event('proof_submitted', 'awaiting_proof')).toBe('Comprovante recusado');
  });

  it('tells money that came from a merchant who confirmed', () => {
    expect(event('awaiting_payment', 'confirmed', 'service:webhook')).toBe(
      'Pagamento recebido, pedido confirmado',
    );
    expect(event('awaiting_payment', 'confirmed')).toBe('Pedido confirmado');
  });

  it('names who did it without an id', () => {
    expect(['user:ana', 'agent:019a', 'service:x', 'anonymous'].map(describeActor)).toEqual([
      'pela loja',
      'pelo agente, no WhatsApp',
      'automaticamente',
      '',
    ]);
  });
});

it('calls a confirmation by what the merchant does', () => {
  expect([
    actionLabel('pending', 'confirmed'),
    actionLabel('pending', 'confirmed', 'cash_on_delivery'),
    actionLabel('awaiting_proof', 'confirmed'),
    actionLabel('proof_submitted', 'confirmed'),
  ]).toEqual(['Confirmar', 'Aceitar pedido', 'Confirmar pagamento', 'Aceitar comprovante']);
});

it('calls a step back by what it undoes', () => {
  expect([actionLabel('preparing', 'confirmed'), actionLabel('pending', 'confirmed')]).toEqual([
    'Desfazer preparo',
    'Confirmar',
  ]);
});
