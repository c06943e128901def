import { sql } from 'drizzle-orm';
import type { Tx } from '../kernel/db/open-database.ts';
import type { StockLevel, StockLine } from './contract.ts';

/** Lines as a row set: one statement serves them all. */
export const lineRows = (lines: readonly StockLine[]) =>
  sql`json_to_recordset(${JSON.stringify(lines)}::json) as line(product_id uuid, quantity int)`;

/** Locks the levels of these products, in id order: every path that touches several takes them so. */
export async function lockLevels(
  db: Tx,
  company_id: string,
  product_ids: readonly string[],
): Promise<StockLevel[]> {
  const rows = await db.execute<StockLevel & Record<string, unknown>>(sql`
    select product_id, quantity, held from stock_levels
     where company_id = ${company_id}
       and product_id in (select value::uuid from json_array_elements_text(${JSON.stringify(product_ids)}::json))
     order by product_id
       for update`);
  return [...rows];
}

/** Locks the levels of the products that an order holds or has taken. */
export async function lockLevelsOfOrder(db: Tx, company_id: string, order_id: string): Promise<void> {
  await db.execute(sql`
    select 1 from stock_levels
     where company_id = ${company_id}
       and product_id in (select product_id from stock_holds where company_id = ${company_id} and order_id = ${order_id})
     order by product_id
       for update`);
}
