import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { openTask } from '../../task/operations/open-task.ts';

export const reportKey = command({
  name: 'payment.reportKey',
  summary:
    'The gateway refuses the key of a store, or there is none: a person is asked, once for all its orders',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({}),
}).handle(async ({ call }, { store_id }) => {
  await call(openTask, {
    store_id,
    kind: 'gateway_key',
    subject_id: store_id,
    title: 'O AbacatePay não aceita a chave da loja: confira a chave em Pagamentos. Sem ela não há PIX.',
    again: true,
  });
  return {};
});
