import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { postEvent } from '../post-event.ts';
import { claimEvent } from './claim-event.ts';
import { settleEvent } from './settle-event.ts';

export const deliverEvents = flow({
  name: 'erp.deliver',
  summary: "Tells a store's ERP what waits to be told, in order; what it does not take now holds up the rest",
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({}),
}).handle(async ({ gateways, call, vault, signal }, { store_id }) => {
  for (;;) {
    const { event } = await call(claimEvent, { store_id });
    if (!event) return {};
    const answer = await postEvent(gateways.erp, event, { vault, signal });
    const { event_id, began_at } = event;
    const { next } = await call(settleEvent, { event_id, began_at, answer });
    if (!next) return {};
  }
});
