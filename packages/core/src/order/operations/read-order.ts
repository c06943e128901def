import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderView } from '../contract.ts';
import { orderView } from '../rows.ts';
import { WALKERS } from '../rules.ts';

export const readOrder = query({
  name: 'order.read',
  summary: 'An order, for a flow that has just changed it',
  access: internal.tenant,
  input: z.strictObject({ id: Id }),
  output: OrderView,
}).handle(({ db, company_id, actor }, { id }) => orderView(db, company_id, id, WALKERS[actor.kind]));
