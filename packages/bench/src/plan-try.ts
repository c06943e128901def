import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { createLexicalEmbeddings } from '@vek1/gateways/embeddings';
import { rankProducts } from '../../core/src/knowledge/rank-products.ts';
import { sql } from '../../core/node_modules/drizzle-orm/index.js';
const [url, company_id, store_id, exact, words, ...sets] = process.argv.slice(2);
const { db, close } = openDatabase({ url: url!, pool: 1 });
const e = createLexicalEmbeddings();
const { model, vectors } = await e.embed(['caneca de cerâmica azul'], 'query');
for (const s of sets) await db.execute(sql.raw(s));
for (let i = 0; i < 3; i++) {
  const t = performance.now();
  const q = rankProducts({ company_id: company_id!, store_id: store_id!, words: words!, vector: { model, values: vectors[0]!, noise: -1 }, exact_up_to: Number(exact), limit: 10 } as never);
  const rows = await db.execute(sql`explain (analyze, buffers) ${q}`);
  if (i === 2) console.log(rows.map((r: any) => r['QUERY PLAN'].replace(/\[[-0-9.,e]+\]/g, '[v]')).filter((l: string) => l.length < 260).join('\n'));
  console.log(performance.now() - t);
}
await close();
