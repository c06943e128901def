import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { callRefresh } from '../call-refresh.ts';

export const wakeStore = command({
  name: 'knowledge.wakeStore',
  summary:
    'Products of a store changed, or it was never looked after: calls the job that brings its knowledge up to date',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({}),
}).handle(async (context, { store_id }) => {
  await callRefresh(context, store_id);
  return {};
});
