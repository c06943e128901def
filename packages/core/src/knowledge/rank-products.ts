import { type SQL, sql } from 'drizzle-orm';
import { anyOf, foldPt } from '../kernel/db/text-search.ts';

export interface Question {
  company_id: string;
  store_id: string;
  words: string;
  /** Null where the embedder does not answer: the words alone are searched. */
  vector: { model: string; values: number[]; noise: number } | null;
  limit: number;
}

/** The constant of reciprocal rank fusion: the greater, the less the first place counts above the next. */
const K = 60;
/** Places that each branch gives. */
const PLACES = 50;
/** Neighbours that are looked at for them: a long document has several. */
const NEIGHBOURS = 100;
/** Shorter words are spelled right, or like too many others. */
const SPELLED_FROM = 4;
const SPELLED_LIKE = 0.5;

/** What can be sold now: active, with units that are not promised to others. */
const ON_SALE = sql`p.status = 'active' and (l.quantity is null or l.quantity > l.held)`;
const LEVEL = sql`stock_levels l on l.company_id = p.company_id and l.product_id = p.id`;

/**
 * `(id, score)` of what a store can sell that fits the question, best first: by words, by name (misspelt too) and by meaning,
 * fused by reciprocal rank. Each branch looks at this store's sellable products only, however many others there are.
 */
export function rankProducts(question: Question): SQL {
  const { company_id, store_id, words, vector, limit } = question;
  return sql`
    with sellable as not materialized (
      select p.id, p.search, p.folded_name
        from products p join ${LEVEL}
       where p.company_id = ${company_id} and p.store_id = ${store_id} and ${ON_SALE}),
    matched as materialized (select id, search from sellable where search @@ ${anyOf(words)}),
    by_words as (
      select id, rank() over (order by ts_rank(search, ${anyOf(words)}) desc) as place
        from matched order by place limit ${PLACES}),
    -- Trigrams cost: a word that the store knows is spelled right, and is only looked for in the names.
    asked as materialized (
      select word, exists (select from matched where search @@ plainto_tsquery('portuguese', word)) as known
        from (select distinct word from regexp_split_to_table(${foldPt(words)}, '[^[:alnum:]]+') as word) as words
       where length(word) >= ${SPELLED_FROM} and to_tsvector('portuguese', word) <> ''),
    by_name as (
      select id, rank() over (order by sum(likeness) desc) as place
        from (select id, case when known then sign(strpos(folded_name, word))
                              else word_similarity(word, folded_name) end as likeness
                from asked, sellable) as near
       where likeness >= ${SPELLED_LIKE} group by id order by place limit ${PLACES})
    ${vector ? byMeaning(question, vector) : sql``}
    select id, sum(1.0 / (${K} + place)) as score
      from (select id, place from by_words
            union all select id, place from by_name
            ${vector ? sql`union all select id, place from by_meaning` : sql``}) as found
     group by id order by score desc, id limit ${limit}`;
}

function byMeaning({ company_id, store_id }: Question, vector: NonNullable<Question['vector']>): SQL {
  const point = sql`${JSON.stringify(vector.values)}::vector`;
  // "offset 0" keeps it a look-up by primary key for each chunk, whatever the planner believes of the tables.
  const comparable = sql`c.company_id = ${company_id} and c.store_id = ${store_id} and c.model = ${vector.model}
         and exists (select from products p join ${LEVEL}
                      where p.company_id = c.company_id and p.id = c.product_id and ${ON_SALE} offset 0)`;
  const indexed = sql`coalesce((select indexed from size), false)`;
  const distance = sql`c.embedding::halfvec(1024) <=> ${point}::halfvec(1024)`;
  return sql`,
    size as materialized (
      select indexed from knowledge_stores where company_id = ${company_id} and store_id = ${store_id}),
    -- Of the two, the store's size lets one run. This one compares everything.
    exact as (
      select c.product_id as id, c.embedding <=> ${point} as distance
        from chunks c where ${comparable} and not ${indexed}
       order by distance limit ${NEIGHBOURS}),
    -- This one goes through the index of neighbours, on until it has found enough that is this store's and for sale.
    iterative as materialized (select set_config('hnsw.iterative_scan', 'relaxed_order', true) as scan),
    near as (
      select c.product_id as id, ${distance} as distance
        from chunks c where ${comparable} and c.indexed and ${indexed} and (select scan from iterative) is not null
       order by ${distance} limit ${NEIGHBOURS}),
    by_meaning as (
      select id, rank() over (order by min(distance)) as place
        from (select * from exact union all select * from near) as neighbours
       where distance <= ${1 - vector.noise} group by id order by place limit ${PLACES})`;
}
