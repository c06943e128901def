import { z } from 'zod';
import { page, pageInput } from '../kernel/page.ts';
import { Day, Id, Instant } from '../kernel/wire.ts';

export const OperationType = z.enum(['chat', 'extraction', 'embedding']);
export type OperationType = z.infer<typeof OperationType>;

export const Quota = z.enum(['ALLOW', 'WARN', 'BLOCK']);
export type Quota = z.infer<typeof Quota>;

const Count = z.int().min(0).max(100_000_000);
const counts = { input_tokens: Count, output_tokens: Count, cached_tokens: Count.default(0) };
const cachedIsInput = ({
  input_tokens,
  cached_tokens = 0,
}: {
  input_tokens: number;
  cached_tokens?: number | undefined;
}) => cached_tokens <= input_tokens;
const CACHED = { path: ['cached_tokens'], message: 'More than the input, of which they are a part.' };

/** What a model used. */
export const Tokens = z.strictObject({ model: z.string().trim().min(1).max(120), ...counts });

export const RecordUsage = z
  .strictObject({
    /** Of the actor, where it is left out. */
    company_id: Id.optional(),
    store_id: Id.nullable().default(null),
    model: z.string().trim().min(1).max(120),
    operation_type: OperationType,
    ...counts,
    turn_id: Id.nullable().default(null),
  })
  .refine(cachedIsInput, CACHED);

export const TokenUsageView = z.object({
  id: z.int(),
  company_id: Id,
  store_id: Id.nullable(),
  model: z.string(),
  operation_type: OperationType,
  input_tokens: z.int(),
  output_tokens: z.int(),
  /** Part of the input. */
  cached_tokens: z.int(),
  /** Millionths of BRL. */
  cost_micros: z.int(),
  batch_id: z.string().nullable(),
  turn_id: Id.nullable(),
  created_at: Instant,
});

/** A day is the company's: its first moment as a start, its last as an end. */
const Moment = z.union([Day, Instant]);

export const ListUsage = z.strictObject({
  company_id: Id.optional(),
  period_start: Moment.optional(),
  /** Excluded if it is a moment. */
  period_end: Moment.optional(),
  ...pageInput,
});
export const UsagePage = page(TokenUsageView);

export const SummarizeUsage = z.strictObject({
  company_id: Id.optional(),
  /** A month of the company's calendar, `2026-11`; the present one, where it is left out. */
  period: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'A month, as 2026-11.')
    .optional(),
});

const Sums = z.object({
  /** Answers of models. */
  requests: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cached_tokens: z.int(),
  cost_micros: z.int(),
});

export const UsageSummary = z.object({
  company_id: Id,
  period: z.string(),
  period_start: Instant,
  period_end: Instant,
  items: z.array(Sums.extend({ model: z.string(), operation_type: OperationType })),
  totals: Sums.extend({
    /** What counts against the plan: input and output of chat and extraction. */
    plan_tokens: z.int(),
  }),
});
