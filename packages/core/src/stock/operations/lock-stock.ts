import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StockLevel } from '../contract.ts';
import { lockLevels } from '../lock-levels.ts';

export const lockStock = command({
  name: 'stock.lock',
  summary: 'What is on the shelf and what is promised of it, which stays so until the transaction ends',
  access: internal.tenant,
  input: z.strictObject({ product_ids: z.array(Id).max(5000) }),
  output: z.object({ levels: z.array(StockLevel) }),
}).handle(async ({ db, company_id }, { product_ids }) => ({
  levels: await lockLevels(db, company_id, product_ids),
}));
