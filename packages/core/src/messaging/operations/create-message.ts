import { and, eq } from 'drizzle-orm';
import { agents, evolution_instances } from '../../agent/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { leads } from '../../lead/tables.ts';
import { CreateMessage, MessageView } from '../contract.ts';
import { ensureConversation, messageColumns } from '../rows.ts';
import { sayAsPerson } from '../say-as-person.ts';
import { messages } from '../tables.ts';

export const createMessage = command({
  name: 'messaging.create',
  summary: 'Keeps a message that was said elsewhere; what a person writes to the customer is sent',
  access: app.row(leads, 'lead_id').orService,
  rest: { method: 'post', path: '/internal/messages', status: 201 },
  audit: { target: 'message' },
  input: CreateMessage,
  output: MessageView,
}).handle(async (context, { lead_id, agent_id, role, text }) => {
  const { db, company_id } = context;
  const [lead] = await db
    .select({ store_id: leads.store_id })
    .from(leads)
    .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id)));
  if (!lead) throw invalidField('lead_id', 'No such lead.');
  const { store_id } = lead;
  const [agent] = await db
    .select({ instance: evolution_instances.instance })
    .from(agents)
    .innerJoin(
      evolution_instances,
      and(eq(evolution_instances.company_id, agents.company_id), eq(evolution_instances.agent_id, agents.id)),
    )
    .where(and(eq(agents.company_id, company_id), eq(agents.id, agent_id), eq(agents.store_id, store_id)));
  if (!agent) throw invalidField('agent_id', "Not an agent of the lead's store.");

  const { instance } = agent;
  const { id: conversation_id } = await ensureConversation(db, {
    company_id,
    store_id,
    agent_id,
    lead_id,
    instance,
  });
  if (role === 'person') return sayAsPerson(context, { conversation_id, lead_id, text });

  const id = newId();
  const [message] = await db
    .insert(messages)
    .values({
      company_id,
      id,
      conversation_id,
      store_id,
      lead_id,
      agent_id,
      direction: role === 'customer' ? 'inbound' : 'outbound',
      role,
      kind: 'text',
      text,
      status: role === 'customer' ? 'received' : 'sent',
      instance,
      // Whoever keeps it here has it answered: it calls nobody.
      turn_id: role === 'customer' ? id : null,
      created_at: now(),
    })
    .returning(messageColumns);
  return found(message, 'message');
});
