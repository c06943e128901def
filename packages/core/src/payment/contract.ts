import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { changesSomething, Id, Instant } from '../kernel/wire.ts';

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

/**
 * What became of money that came. `recorded`: not decided yet; `kept`: the order's; `flagged`: another amount than
 * was due. The click is `refund_pending`; it is `refunded` only when the gateway says so, or a person did it by hand.
 */
export const PaymentState = z.enum([
  'recorded',
  'kept',
  'flagged',
  'refund_due',
  'refund_pending',
  'refunded',
  'refund_failed',
]);
export type PaymentState = z.infer<typeof PaymentState>;

/** Why a gateway does not give money back. */
export const RefundRefusal = z.enum(['insufficient_funds', 'under_dispute', 'not_refundable']);
export type RefundRefusal = z.infer<typeof RefundRefusal>;

export const PaymentView = z.object({
  attempt_id: Id,
  amount_cents: Cents,
  claimed_cents: Cents.nullable(),
  status: PaymentState,
  disputed_at: Instant.nullable(),
  refund_refusal: RefundRefusal.nullable(),
  refund_reason: z.string().nullable(),
  recorded_at: Instant,
});
export type PaymentView = z.infer<typeof PaymentView>;

export const PixKeyType = z.enum(['cpf', 'cnpj', 'phone', 'email', 'evp']);
export type PixKeyType = z.infer<typeof PixKeyType>;

/** How a store is paid. Secrets are masked. */
export const PaymentSettings = z.object({
  store_id: Id,
  abacatepay_api_key: z.string().nullable(),
  abacatepay_webhook_secret: z.string().nullable(),
  pix_enabled: z.boolean(),
  pix_expires_minutes: z.int(),
  cod_enabled: z.boolean(),
  /** Above this nothing is sold on delivery; null: no limit. */
  cod_max_cents: Cents.nullable(),
  cod_instructions: z.string().nullable(),
  manual_pix_enabled: z.boolean(),
  manual_pix_key: z.string().nullable(),
  manual_pix_key_type: PixKeyType.nullable(),
  manual_pix_name: z.string().nullable(),
  manual_pix_city: z.string().nullable(),
  proof_deadline_hours: z.int(),
});
export type PaymentSettings = z.infer<typeof PaymentSettings>;

type Switches = Pick<PaymentSettings, 'pix_enabled' | 'manual_pix_enabled' | 'cod_enabled'>;

/** The ways of paying that a store takes; the one that needs nobody stands first. */
export const methodsOffered = (settings: Switches | null | undefined): PaymentMethod[] => [
  ...(settings?.pix_enabled ? (['pix'] as const) : []),
  ...(settings?.manual_pix_enabled ? (['manual_pix'] as const) : []),
  ...(settings?.cod_enabled ? (['cash_on_delivery'] as const) : []),
];

/** A code as a picture: of vectors, or of pixels. */
export const CodeFormat = z.enum(['svg', 'png']);

const Secret = z.string().trim().min(8).max(500);

/** Absent is left as it is, null goes back to the default, a masked secret sent back changes nothing. */
export const SavePaymentSettings = z
  .strictObject({
    store_id: Id,
    abacatepay_api_key: Secret.nullable().optional(),
    abacatepay_webhook_secret: Secret.nullable().optional(),
    pix_enabled: z.boolean().nullable().optional(),
    pix_expires_minutes: z.int().min(5).max(1440).nullable().optional(),
    cod_enabled: z.boolean().nullable().optional(),
    cod_max_cents: Cents.min(100).nullable().optional(),
    cod_instructions: z.string().trim().min(1).max(1000).nullable().optional(),
    manual_pix_enabled: z.boolean().nullable().optional(),
    manual_pix_key: z.string().trim().min(1).max(77).nullable().optional(),
    manual_pix_key_type: PixKeyType.nullable().optional(),
    /** As long as a BR Code can say. */
    manual_pix_name: z.string().trim().min(1).max(25).nullable().optional(),
    manual_pix_city: z.string().trim().min(1).max(15).nullable().optional(),
    proof_deadline_hours: z.int().min(1).max(168).nullable().optional(),
  })
  .refine(changesSomething, 'Nothing to change.');

export const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** A customer's receipt of a PIX that no gateway saw. */
export const Receipt = {
  media_url: WebAddress,
  mime_type: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .max(100),
  /** Of the file, in hex. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** What the bank calls the transfer. */
  end_to_end_id: z
    .string()
    .regex(/^[A-Za-z0-9]{32}$/)
    .optional(),
  /** What the receipt says. */
  amount_cents: Cents.optional(),
};

/** A photo of a receipt is a tenth of this, in bytes. */
export const LARGEST_RECEIPT = 10 * 1024 * 1024;

/** The file of a receipt among ours. */
export const KeptFile = z.strictObject({ file_key: z.string(), mime_type: z.string(), sha256: z.string() });

/** A receipt as it is kept: its file is among ours, or with whoever told of it. */
export const KeptReceipt = z.strictObject({
  ...Receipt,
  media_url: WebAddress.nullable(),
  file_key: z.string().nullable(),
});

export const ProofView = z.object({
  id: Id,
  order_id: Id,
  /** Where whoever told of it keeps the file; null where we do: then it is read by `payment.readProof`. */
  media_url: z.string().nullable(),
  mime_type: z.string(),
  end_to_end_id: z.string().nullable(),
  amount_cents: Cents.nullable(),
  /** Another order that the same file or transfer was shown for. */
  same_as_order_id: Id.nullable(),
  created_at: Instant,
});
export type ProofView = z.infer<typeof ProofView>;

/** What a gateway answered to a charge. */
export const ChargeFacts = z.strictObject({
  external_id: z.string().min(1),
  br_code: z.string().nullable(),
  qr_image: z.string().nullable(),
  payment_url: z.string().nullable(),
  expires_at: Instant.nullable(),
});
