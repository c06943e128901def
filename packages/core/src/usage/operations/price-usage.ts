import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Tokens } from '../contract.ts';
import { costMicros } from '../rows.ts';

export const priceUsage = query({
  name: 'usage.price',
  summary: 'What these tokens would cost now, in millionths of BRL; writes nothing',
  access: internal.global,
  input: Tokens,
  output: z.object({ cost_micros: z.int() }),
}).handle(async ({ db }, tokens) => {
  const [row] = await db.execute<{ cost: string }>(sql`select ${costMicros(tokens)} as cost`);
  return { cost_micros: Number(row?.cost ?? 0) };
});
