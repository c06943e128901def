import { createHmac } from 'node:crypto';
import { type Charge, PLATFORM_FEE_CENTS } from './charges.ts';

/** Published by AbacatePay and the same for all its customers: it proves integrity, not origin. */
export const ABACATEPAY_PUBLIC_KEY =
  't9dXRhHHo3yDEj5pVDYz0frf7q6bMKyMRmxxCPIPp3RCplBfXRxqlC6ZpiWmOqj4L63qEaeUOtrCI8P0VMUgo6iIga2ri9ogaHFs0WIIywSMg0q7RmBfybe1E5XJcfC4IW3alNqym0tXoAKkzvfEjZxV6bE0oG2zJrNNYmUCKZyV0KZ3JS8Votf9EAWWYdiDkMkpbMdPggfh1EqHlVkMiTady6jOR3hyzGEHrIz2Ret0xHKMbiqkr9HS1JhNHDX9';

/** The value of `X-Webhook-Signature` for these exact bytes. */
export function signWebhook(body: string): string {
  return createHmac('sha256', ABACATEPAY_PUBLIC_KEY).update(body, 'utf8').digest('base64');
}

/** What only the event says, not the charge. */
export interface EventFacts {
  /** Left out of the payload when null, as older senders did. */
  event_id: string | null;
  generation: 'v1' | 'v2';
}

export type EventName = `transparent.${'completed' | 'refunded' | 'disputed' | 'lost'}`;

/** The body of an event; of `transparent.completed` v1's `billing.paid` too. */
export function eventBody(event: EventName, charge: Charge, { event_id, generation }: EventFacts): string {
  const id = event_id === null ? {} : { id: event_id };
  const payload = generation === 'v1' ? firstGeneration(charge) : secondGeneration(event, charge);
  return JSON.stringify({ ...id, ...payload });
}

function secondGeneration(event: string, charge: Charge) {
  const { customer } = charge;
  const name = customer?.name ?? 'Cliente de Teste';
  const tax_id = masked(customer?.taxId ?? '12345678909');
  const customer_id = customer ? `cust_${charge.id.slice('pix_char_'.length)}` : null;
  return {
    event,
    apiVersion: 2,
    devMode: charge.devMode,
    data: {
      transparent: {
        id: charge.id,
        externalId: charge.externalId,
        amount: charge.amount,
        paidAmount: charge.paidAmount ?? charge.amount,
        platformFee: PLATFORM_FEE_CENTS,
        status: charge.status,
        frequency: 'ONE_TIME',
        devMode: charge.devMode,
        customerId: customer_id,
        methods: ['PIX'],
        receiptUrl: charge.receiptUrl,
        createdAt: charge.createdAt,
        updatedAt: charge.updatedAt,
      },
      customer: customer ? { id: customer_id, name, email: customer.email, taxId: tax_id } : null,
      payerInformation: {
        method: 'PIX',
        PIX: { name, taxId: tax_id, isSameAsCustomer: customer !== null },
      },
    },
  };
}

function firstGeneration(charge: Charge) {
  return {
    event: 'billing.paid',
    devMode: charge.devMode,
    data: {
      payment: { amount: charge.paidAmount ?? charge.amount, fee: PLATFORM_FEE_CENTS, method: 'PIX' },
      pixQrCode: { id: charge.id, amount: charge.amount, kind: 'PIX', status: 'PAID' },
    },
  };
}

const masked = (tax_id: string) => `${tax_id.replace(/\D/g, '').slice(0, 3)}.***.***-**`;
