import { and, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { conflict, found } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { leads } from '../lead/tables.ts';
import { holdByPerson } from './hold-by-person.ts';
import { writeMessages } from './operations/write-messages.ts';
import { messageColumns } from './rows.ts';
import { messages } from './tables.ts';

interface Saying {
  conversation_id: string;
  lead_id: string;
  text: string;
}

/**
 * Sends what a person writes to a lead; from then on they speak, and not the agent. The conversation is locked.
 * 409 where the lead cannot be reached.
 */
export async function sayAsPerson(
  context: CommandContext<Exclude<Actor, { kind: 'anonymous' }>, string>,
  { conversation_id, lead_id, text }: Saying,
) {
  const { db, company_id, actor, call } = context;
  const [lead] = await db
    .select({ channel: leads.channel })
    .from(leads)
    .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id)));
  if (lead?.channel !== 'whatsapp') {
    throw conflict('A visitor of the web cannot be written to.', 'messaging.unreachable');
  }
  const cause_key = `person:${newId()}`;
  await call(writeMessages, { conversation_id, role: 'person', messages: [{ text, cause_key }] });
  const [written] = await db
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.company_id, company_id), eq(messages.cause_key, cause_key)));
  const message = found(written, 'message');
  const owner_user_id = actor.kind === 'user' ? actor.user_id : null;
  await holdByPerson(context, { conversation_id, owner_user_id, message_id: message.id });
  return message;
}
