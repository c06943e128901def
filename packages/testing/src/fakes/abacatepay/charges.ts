import { randomInt } from 'node:crypto';
import { toDataURL } from 'qrcode';
import { z } from 'zod';
import { dynamicBrCode } from '../br-code.ts';
import { ControlRefusal } from '../control-surface.ts';
import type { StateFile } from '../state-file.ts';

export const STATUSES = ['PENDING', 'EXPIRED', 'CANCELLED', 'PAID', 'UNDER_DISPUTE', 'REFUNDED'] as const;
export type ChargeStatus = (typeof STATUSES)[number];

const Customer = z.strictObject({
  name: z.string().min(1),
  taxId: z.string().min(1),
  email: z.string().min(1),
  cellphone: z.string().min(1),
});

/** The body of `transparents/create`. Boletos are not ours to fake. */
export const NewCharge = z.strictObject({
  method: z.literal('PIX'),
  data: z.strictObject({
    amount: z.int().min(1),
    expiresIn: z.int().min(1).optional(),
    description: z.string().max(500).optional(),
    customer: Customer.optional(),
    externalId: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    utm: z.record(z.string(), z.string()).optional(),
  }),
});
export type NewCharge = z.infer<typeof NewCharge>;

/** An event as it left: the same id and the same bytes each time it is delivered again. */
export interface SentEvent {
  body: string;
}

export interface Charge {
  id: string;
  api_key: string;
  amount: number;
  status: ChargeStatus;
  devMode: boolean;
  brCode: string;
  brCodeBase64: string;
  externalId: string | null;
  description: string | null;
  customer: z.infer<typeof Customer> | null;
  metadata: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  paidAmount: number | null;
  receiptUrl: string | null;
  refundPublicId: string | null;
  events: SentEvent[];
}

export interface ChargeBook {
  create(api_key: string, input: NewCharge): Promise<Charge>;
  /** Newest first; of every account without a key. */
  list(api_key?: string): Charge[];
  find(id: string, api_key?: string): Charge | undefined;
  /** Throws `ControlRefusal` 404. */
  get(id: string): Charge;
  change(charge: Charge, fields: Partial<Charge>): Charge;
}

const DEFAULT_EXPIRES_IN_S = 86_400;
export const PLATFORM_FEE_CENTS = 80;

/** All charges, expired by the clock `now` (ms) whenever they are looked at. */
export function createChargeBook(now: () => number, state_file: StateFile | undefined): ChargeBook {
  // Safe because only `save` below writes this section.
  const kept = (state_file?.read('abacatepay') ?? []) as Charge[];
  const charges = new Map(kept.map((charge) => [charge.id, charge]));
  const save = () => state_file?.write('abacatepay', [...charges.values()]);

  function seen(charge: Charge): Charge {
    if (charge.status === 'PENDING' && Date.parse(charge.expiresAt) <= now()) {
      charge.status = 'EXPIRED';
      charge.updatedAt = charge.expiresAt;
    }
    return charge;
  }

  const find = (id: string, api_key?: string) => {
    const charge = charges.get(id);
    return charge && (api_key === undefined || charge.api_key === api_key) ? seen(charge) : undefined;
  };

  return {
    async create(api_key, { data }) {
      const id = makeId('pix_char_');
      const created = now();
      const brCode = dynamicBrCode({
        location: `pix.abacatepay.example/${id}`,
        amount_cents: data.amount,
        name: 'AbacatePay',
        city: 'SAO PAULO',
      });
      const charge: Charge = {
        id,
        api_key,
        amount: data.amount,
        status: 'PENDING',
        devMode: !api_key.startsWith('abc_prod_'),
        brCode,
        brCodeBase64: await toDataURL(brCode, { errorCorrectionLevel: 'L', margin: 2 }),
        externalId: data.externalId ?? null,
        description: data.description ?? null,
        customer: data.customer ?? null,
        metadata: data.metadata ?? {},
        createdAt: iso(created),
        updatedAt: iso(created),
        expiresAt: iso(created + (data.expiresIn ?? DEFAULT_EXPIRES_IN_S) * 1000),
        paidAmount: null,
        receiptUrl: null,
        refundPublicId: null,
        events: [],
      };
      charges.set(id, charge);
      save();
      return charge;
    },
    list: (api_key) =>
      [...charges.values()]
        .filter((charge) => api_key === undefined || charge.api_key === api_key)
        .map(seen)
        .reverse(),
    find,
    get(id) {
      const charge = find(id);
      if (!charge) throw new ControlRefusal(404, `no charge ${id}`);
      return charge;
    },
    change(charge, fields) {
      Object.assign(charge, fields, { updatedAt: iso(now()) });
      save();
      return charge;
    },
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** `pix_char_…`, `log_…`, `tran_…`: a prefix and 24 letters or digits. */
export function makeId(prefix: string): string {
  return prefix + Array.from({ length: 24 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

const iso = (ms: number) => new Date(ms).toISOString();
