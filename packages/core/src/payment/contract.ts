import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { Id, Instant } from '../kernel/wire.ts';

export const PaymentMethod = z.enum(['pix', 'manual_pix', 'cash_on_delivery']);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const AttemptStatus = z.enum(['requested', 'open', 'paid', 'expired', 'superseded', 'failed']);

export const AttemptView = z.object({
  id: Id,
  order_id: Id,
  method: PaymentMethod,
  gateway: z.string(),
  external_id: z.string().nullable(),
  amount_cents: Cents,
  status: AttemptStatus,
  br_code: z.string().nullable(),
  /** A `data:image/png;base64,` URL. */
  qr_image: z.string().nullable(),
  payment_url: z.string().nullable(),
  expires_at: Instant.nullable(),
  error: z.string().nullable(),
  created_at: Instant,
});
export type AttemptView = z.infer<typeof AttemptView>;

export const PaymentSettings = z.object({
  abacatepay_api_key: z.string().nullable(),
  abacatepay_webhook_secret: z.string().nullable(),
  pix_enabled: z.boolean(),
  pix_expires_minutes: z.int().min(5).max(1440),
});

/** What a gateway answered to a charge. */
export const ChargeFacts = z.strictObject({
  external_id: z.string().min(1),
  br_code: z.string().nullable(),
  qr_image: z.string().nullable(),
  payment_url: z.string().nullable(),
  expires_at: Instant.nullable(),
});
