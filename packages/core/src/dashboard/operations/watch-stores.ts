import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import type { Changes } from '../../kernel/change-feed.ts';
import { type WatchEvent, watch } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StoreChanges } from '../contract.ts';

export const watchStores = watch({
  name: 'dashboard.watch',
  summary: 'Which conversations, orders and tasks change, as they change; of all stores where none is named',
  access: app.stores,
  rest: { method: 'get', path: '/internal/dashboard/watch' },
  input: z.strictObject({ store_ids: z.array(Id).min(1).max(100).optional() }),
  output: StoreChanges,
}).handle(async ({ changes }, { store_ids }) => ofStores(changes(), store_ids));

async function* ofStores(
  changes: AsyncIterable<Changes>,
  store_ids: readonly string[] | undefined,
): AsyncGenerator<WatchEvent<StoreChanges>> {
  for await (const { id, missed, rows } of changes) {
    const ours = rows.filter(
      ({ store_id }) => store_id === null || !store_ids || store_ids.includes(store_id),
    );
    if (!missed && ours.length === 0) continue;
    const of = (kind: string) => [
      ...new Set(ours.flatMap((row) => (row.kind === kind ? [row.subject_id] : []))),
    ];
    yield {
      id,
      data: { missed, conversations: of('conversation'), orders: of('order'), tasks: of('task') },
    };
  }
}
