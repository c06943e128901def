import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ensureLead } from '../../lead/operations/ensure-lead.ts';
import { conversationWoken } from '../events.ts';
import { messages } from '../tables.ts';

const Incoming = z.strictObject({
  key_id: z.string().min(1),
  from_me: z.boolean(),
  external_id: z.string(),
  name: z.string().nullable(),
  text: z.string(),
});

interface Conversation extends Record<string, unknown> {
  id: string;
  state: string;
  wake_job: string | null;
}

export const receiveMessage = command({
  name: 'messaging.receiveMessage',
  summary: 'Keeps one WhatsApp message, once, and calls whoever answers if nobody is called yet',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, agent_id: Id, instance: z.string(), message: Incoming }),
  output: z.object({ stored: z.boolean() }),
}).handle(async ({ db, company_id, call, emit }, { store_id, agent_id, instance, message }) => {
  const { key_id, from_me, external_id, text } = message;
  const name = from_me ? undefined : (message.name?.trim().slice(0, 200) || undefined);
  const lead = await call(ensureLead, { store_id, channel: 'whatsapp', external_id, ...(name && { name }) });

  // The conversation's row is locked by this: messages of one conversation arrive one after another.
  const [row] = await db.execute<Conversation>(sql`
    insert into conversations (company_id, id, store_id, agent_id, lead_id, instance, state, last_inbound_at, created_at)
    values (${company_id}, ${newId()}, ${store_id}, ${agent_id}, ${lead.id}, ${instance}, 'agent', now(), now())
    on conflict (company_id, agent_id, lead_id) do update set instance = excluded.instance
    returning id, state, wake_job`);
  const conversation = found(row, 'conversation');

  if (from_me) {
    // The echo of what we are sending: it names the gateway's id, even when the gateway's answer was lost.
    await db.execute(sql`
      update messages set key_id = ${key_id}, status = 'sent'
       where company_id = ${company_id} and id = (
         select id from messages
          where company_id = ${company_id} and conversation_id = ${conversation.id}
            and status = 'sending' and attempts > 0 and text = ${text}
          order by created_at limit 1)
         and not exists (select from messages where company_id = ${company_id} and instance = ${instance} and key_id = ${key_id})`);
    return { stored: false };
  }

  const stored = await db
    .insert(messages)
    .values({
      company_id,
      id: newId(),
      conversation_id: conversation.id,
      store_id,
      lead_id: lead.id,
      agent_id,
      direction: 'inbound',
      role: 'customer',
      kind: 'text',
      text,
      status: 'received',
      instance,
      key_id,
      created_at: now(),
    })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  if (stored.length === 0) return { stored: false };

  const wakes = conversation.state === 'agent' && conversation.wake_job === null;
  const wake_job = wakes ? newId() : conversation.wake_job;
  await db.execute(sql`
    update conversations set last_inbound_at = now(), unread = unread + 1, wake_job = ${wake_job}
     where company_id = ${company_id} and id = ${conversation.id}`);
  if (wakes && wake_job) await emit(conversationWoken, { conversation_id: conversation.id, wake_job });
  return { stored: true };
});
