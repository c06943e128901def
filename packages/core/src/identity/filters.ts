import { z } from 'zod';
import { pageInput } from '../kernel/page.ts';
import { Instant } from '../kernel/wire.ts';
import { AccountChanges, NOTHING, SessionChanges, UserChanges, VerificationChanges } from './contract.ts';

type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'not_in'
  | 'contains'
  | 'starts_with'
  | 'ends_with';

/** One condition on one declared column. */
export interface Clause {
  field: string;
  operator: Operator;
  value: string | boolean | null | string[];
  connector: 'AND' | 'OR';
  mode?: 'sensitive' | 'insensitive';
}
type GivenClause = Omit<Clause, 'connector'> & { connector?: Clause['connector'] };

const Text = z.string().max(100_000);
const MOST_VALUES = 200;
const connector = z.enum(['AND', 'OR']).default('AND');
const mode = z.enum(['sensitive', 'insensitive']).optional();

const textClause = (field: string) => {
  const of = { field: z.literal(field), connector, mode };
  return z.discriminatedUnion('operator', [
    z.strictObject({ ...of, operator: z.enum(['eq', 'ne']), value: Text.nullable() }),
    z.strictObject({ ...of, operator: z.literal('in'), value: z.array(Text).max(MOST_VALUES) }),
    // Not in none is everybody: a filter that says nothing.
    z.strictObject({ ...of, operator: z.literal('not_in'), value: z.array(Text).min(1).max(MOST_VALUES) }),
    z.strictObject({ ...of, operator: z.enum(['contains', 'starts_with', 'ends_with']), value: Text.min(1) }),
  ]);
};

const instantClause = (field: string) => {
  const of = { field: z.literal(field), connector };
  return z.discriminatedUnion('operator', [
    z.strictObject({ ...of, operator: z.enum(['eq', 'ne']), value: Instant.nullable() }),
    z.strictObject({ ...of, operator: z.enum(['lt', 'lte', 'gt', 'gte']), value: Instant }),
  ]);
};

const booleanClause = (field: string) =>
  z.strictObject({ field: z.literal(field), connector, operator: z.enum(['eq', 'ne']), value: z.boolean() });

const CLAUSES = { text: textClause, instant: instantClause, boolean: booleanClause };

/** What a table's doors by filter take: conditions on the columns declared here, and on no other. */
function filterOf<Set extends object>(
  columns: Record<string, keyof typeof CLAUSES>,
  changes: z.ZodType<Set, Set>,
) {
  const fields = Object.keys(columns);
  const clauses = Object.entries(columns).map(([field, kind]) => CLAUSES[kind](field));
  const clause = z.discriminatedUnion('field', clauses as [(typeof clauses)[number]], {
    error: `One of ${fields.join(', ')}.`,
  });
  // safe: each of them is a clause of one of the kinds above.
  const where = z
    .array(clause as z.ZodType<Clause, GivenClause>)
    .min(1, 'An empty filter would name every row.')
    .max(50);
  const sort_by = z.strictObject({ field: z.enum(fields), direction: z.enum(['asc', 'desc']) }).optional();
  const set = changes.refine((fields) => Object.values(fields).some((it) => it !== undefined), NOTHING);
  return {
    rows: z.strictObject({ where }),
    page: z.strictObject({ where, sort_by, ...pageInput }),
    changes: z.strictObject({ where, set }),
  };
}

export type Filter<Set extends object> = ReturnType<typeof filterOf<Set>>;

const stamps = { created_at: 'instant', updated_at: 'instant' } as const;

export const userFilter = filterOf(
  { id: 'text', name: 'text', email: 'text', email_verified: 'boolean', image: 'text', ...stamps },
  UserChanges,
);

export const sessionFilter = filterOf(
  {
    id: 'text',
    token: 'text',
    user_id: 'text',
    expires_at: 'instant',
    ip_address: 'text',
    user_agent: 'text',
    ...stamps,
  },
  SessionChanges,
);

/** Neither by the hash nor by a provider's tokens: a filter that says yes or no tells what they are. */
export const accountFilter = filterOf(
  {
    id: 'text',
    account_id: 'text',
    provider_id: 'text',
    user_id: 'text',
    access_token_expires_at: 'instant',
    refresh_token_expires_at: 'instant',
    scope: 'text',
    ...stamps,
  },
  AccountChanges,
);

export const verificationFilter = filterOf(
  { id: 'text', identifier: 'text', value: 'text', expires_at: 'instant', ...stamps },
  VerificationChanges,
);
