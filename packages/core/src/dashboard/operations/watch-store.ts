import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import type { Changes } from '../../kernel/change-feed.ts';
import { type WatchEvent, watch } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StoreChanges } from '../contract.ts';

export const watchStore = watch({
  name: 'dashboard.watch',
  summary: 'Which conversations, orders and tasks of a store change, as they change',
  access: app.store,
  rest: { method: 'get', path: '/internal/dashboard/{store_id}/watch' },
  input: z.strictObject({ store_id: Id }),
  output: StoreChanges,
}).handle(async ({ changes }, { store_id }) => ofStore(changes(), store_id));

async function* ofStore(
  changes: AsyncIterable<Changes>,
  store_id: string,
): AsyncGenerator<WatchEvent<StoreChanges>> {
  for await (const { id, missed, rows } of changes) {
    const ours = rows.filter((row) => row.store_id === null || row.store_id === store_id);
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
