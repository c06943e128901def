import type { PixCharge } from '@vek1/core/ports/pix';
import { z } from 'zod';

const STATUSES = new Map<string, PixCharge['status']>([
  ['PENDING', 'pending'],
  ['PAID', 'paid'],
  // Two more names of money that has arrived: of a card, and of what the merchant has taken out.
  ['APPROVED', 'paid'],
  ['REDEEMED', 'paid'],
  ['EXPIRED', 'expired'],
  ['CANCELLED', 'cancelled'],
  ['UNDER_DISPUTE', 'disputed'],
  ['REFUNDED', 'refunded'],
  ['FAILED', 'failed'],
]);

const Metadata = z.record(z.string(), z.unknown()).nullish();

/** A charge in our words. A status we do not know is an error: neither paid nor unpaid may be guessed. */
export const Charge = z
  .looseObject({
    id: z.string().min(1),
    status: z.string().transform((status, ctx) => {
      const ours = STATUSES.get(status);
      if (ours) return ours;
      ctx.addIssue(`unknown status ${status}`);
      return z.NEVER;
    }),
    amount: z.int(),
    brCode: z.string().nullish(),
    brCodeBase64: z.string().nullish(),
    url: z.string().nullish(),
    expiresAt: z.string().nullish(),
    metadata: Metadata,
  })
  .transform(
    (row): PixCharge => ({
      id: row.id,
      status: row.status,
      amount_cents: row.amount,
      br_code: row.brCode ?? null,
      qr_image: row.brCodeBase64 ?? null,
      payment_url: row.url ?? null,
      expires_at: row.expiresAt ?? null,
      metadata: texts(row.metadata ?? {}),
    }),
  );

export const Created = z.looseObject({ data: Charge });

/** A row of the list, read no further than to tell which it is: one odd row must not hide the others. */
const Row = z.looseObject({ id: z.string(), createdAt: z.string().nullish(), metadata: Metadata });
export type Row = z.infer<typeof Row>;

export const Page = z.looseObject({
  data: z.array(Row),
  pagination: z.looseObject({ hasMore: z.boolean().nullish(), next: z.string().nullish() }).nullish(),
});

/**
 * Why AbacatePay did not do it, from the body of any status; undefined where it did. `success` has been
 * seen as an object, so it speaks only where it is false.
 */
export function failureIn(body: unknown): { said: string; with_data: boolean } | undefined {
  const { success, error, data } = Failure.catch({}).parse(body);
  if (success !== false && !error) return undefined;
  const said = typeof error === 'string' ? error : 'no reason given';
  return { said, with_data: data !== null && data !== undefined };
}

const Failure = z.looseObject({
  success: z.unknown().optional(),
  error: z.unknown().optional(),
  data: z.unknown().optional(),
});

function texts(metadata: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(metadata).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[key, String(value)] as const]
      : [],
  );
  return Object.fromEntries(entries);
}
