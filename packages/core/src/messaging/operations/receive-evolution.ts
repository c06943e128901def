import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { evolution_instances } from '../../agent/tables.ts';
import { webhook } from '../../kernel/access.ts';
import { sameSecret } from '../../kernel/crypto.ts';
import { unauthorized } from '../../kernel/errors.ts';
import { command, serviceOf } from '../../kernel/operation.ts';
import { readEvolutionEvent } from '../evolution-event.ts';
import { receiveMessage } from './receive-message.ts';
import { receiveReceipt } from './receive-receipt.ts';

export const receiveEvolution = command({
  name: 'messaging.receiveEvolution',
  summary: "Evolution's webhook: proved by the instance's secret; a second delivery changes nothing",
  access: webhook,
  rest: {
    method: 'post',
    path: '/webhooks/evolution/{instance_id}',
    body_as: 'event',
    headers: { 'x-vek1-instance-secret': 'secret' },
    max_body: 32_000_000,
  },
  input: z.strictObject({ instance_id: z.string(), secret: z.string().default(''), event: z.unknown() }),
  output: z.object({ stored: z.int() }),
}).handle(async ({ db, vault, as }, { instance_id, secret, event }) => {
  const [owner] = await db
    .select()
    .from(evolution_instances)
    .where(eq(evolution_instances.instance, instance_id));
  // One answer for an unknown instance and a wrong secret.
  if (!owner || !sameSecret(secret, vault.open(owner.secret))) throw unauthorized();
  const { company_id, store_id, agent_id, instance } = owner;
  const { call } = as(serviceOf(company_id, 'evolution'));

  const { messages, receipts } = readEvolutionEvent(event);
  let stored = 0;
  for (const message of messages) {
    const result = await call(receiveMessage, { store_id, agent_id, instance, message });
    if (result.stored) stored += 1;
  }
  for (const receipt of receipts) await call(receiveReceipt, { instance, ...receipt });
  return { stored };
});
