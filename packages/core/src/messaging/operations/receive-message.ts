import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ensureLead } from '../../lead/operations/ensure-lead.ts';
import { awaitsProof } from '../../order/operations/awaits-proof.ts';
import { conversationWoken } from '../events.ts';
import { holdByPerson } from '../hold-by-person.ts';
import { isEcho, isKnown } from '../own-echo.ts';
import { ensureConversation } from '../rows.ts';
import { messages } from '../tables.ts';
import { takeProof } from './take-proof.ts';

const Incoming = z.strictObject({
  key_id: z.string().min(1),
  from_me: z.boolean(),
  external_id: z.string(),
  name: z.string().nullable(),
  text: z.string(),
  media: z
    .strictObject({
      kind: z.enum(['image', 'document']),
      mime_type: z.string().nullable(),
      bytes: z.number().nullable(),
      captioned: z.boolean(),
    })
    .nullable(),
});

/** A picture, or a document that says it is a PDF: what receipts are sent as. */
const mayBeReceipt = (media: z.infer<typeof Incoming>['media']): boolean =>
  media !== null && (media.kind === 'image' || media.mime_type === 'application/pdf');

const BY_CUSTOMER = { direction: 'inbound', role: 'customer', status: 'received' } as const;
/** Typed on the shop's own phone. */
const BY_PERSON = { direction: 'outbound', role: 'person', status: 'sent' } as const;

export const receiveMessage = command({
  name: 'messaging.receiveMessage',
  summary:
    'Keeps one WhatsApp message, once: of a customer it calls the agent, typed on the phone it silences the agent',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, agent_id: Id, instance: z.string(), message: Incoming }),
  output: z.object({ stored: z.boolean() }),
}).handle(async (context, { store_id, agent_id, instance, message }) => {
  const { db, company_id, call, emit, enqueue } = context;
  const { key_id, from_me, external_id, text, media } = message;
  if (from_me && (await isKnown(db, company_id, instance, key_id))) return { stored: false };
  const name = from_me ? undefined : message.name?.trim().slice(0, 200) || undefined;
  const lead = await call(ensureLead, { store_id, channel: 'whatsapp', external_id, ...(name && { name }) });
  const pair = { company_id, store_id, agent_id, lead_id: lead.id, instance };
  const conversation = await ensureConversation(db, pair);
  if (from_me && (await isEcho(db, { company_id, conversation_id: conversation.id, key_id, text })))
    return { stored: false };

  const is_receipt =
    !from_me && mayBeReceipt(media) && (await call(awaitsProof, { lead_id: lead.id })).awaits;
  // A receipt without words is answered by what comes of it: it calls no agent.
  const answered = is_receipt && !media?.captioned;
  const id = newId();
  const stored = await db
    .insert(messages)
    .values({
      ...pair,
      id,
      conversation_id: conversation.id,
      ...(from_me ? BY_PERSON : BY_CUSTOMER),
      kind: 'text',
      text,
      key_id,
      turn_id: answered ? id : null,
      created_at: now(),
    })
    .onConflictDoNothing()
    .returning({ id: messages.id });
  if (stored.length === 0) return { stored: false };
  const conversation_id = conversation.id;
  if (from_me) {
    await holdByPerson(context, { conversation_id, owner_user_id: null, message_id: id });
    return { stored: true };
  }
  if (is_receipt) {
    const file = { lead_id: lead.id, conversation_id, instance, key_id, bytes: media?.bytes ?? null };
    await enqueue(takeProof, file, { about: `proof:${lead.id}` });
  }

  const wakes = !answered && conversation.state === 'agent' && conversation.wake_job === null;
  const wake_job = wakes ? newId() : conversation.wake_job;
  await db.execute(sql`
    update conversations set last_inbound_at = now(), unread = unread + 1, wake_job = ${wake_job}
     where company_id = ${company_id} and id = ${conversation_id}`);
  if (wakes && wake_job) await emit(conversationWoken, { conversation_id, wake_job });
  return { stored: true };
});
