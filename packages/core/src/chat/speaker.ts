import { and, eq, sql } from 'drizzle-orm';
import { agents } from '../agent/tables.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { leads } from '../lead/tables.ts';
import { methodsOffered } from '../payment/contract.ts';
import { payment_settings } from '../payment/tables.ts';
import type { Hours } from '../store/contract.ts';
import { deliveriesOf } from '../store/contract.ts';
import { stores } from '../store/tables.ts';
import type { Terms } from './contract.ts';
import type { Speaker } from './instructions.ts';

/**
 * Who speaks with whom: the store and how it is paid, its agent and that agent's type, the customer if known. 404
 * without the agent.
 */
export async function speakerOf(
  db: Reader,
  company_id: string,
  agent_id: string,
  lead_id: string | null,
): Promise<Speaker & { type: string }> {
  const [row] = await db
    .select({
      store_name: stores.name,
      time_zone: stores.time_zone,
      type: agents.type,
      agent_name: agents.name,
      persona: agents.persona,
      greeting: agents.greeting,
      tone: agents.tone,
      delivery: stores.delivery,
      hours: sql<Hours | null>`coalesce(${agents.business_hours}, ${stores.hours})`,
      handoff_rules: agents.handoff_rules,
      forbidden_subjects: agents.forbidden_subjects,
      limits: agents.limits,
      customer_name: leads.name,
      settings: payment_settings,
    })
    .from(agents)
    .innerJoin(stores, and(eq(stores.company_id, agents.company_id), eq(stores.id, agents.store_id)))
    .leftJoin(
      payment_settings,
      and(eq(payment_settings.company_id, agents.company_id), eq(payment_settings.store_id, agents.store_id)),
    )
    .leftJoin(leads, and(eq(leads.company_id, agents.company_id), eq(leads.id, sql`${lead_id}::uuid`)))
    .where(and(eq(agents.company_id, company_id), eq(agents.id, agent_id)));
  const { settings, delivery, ...speaker } = found(row, 'agent');
  // Without a key nothing is charged; a visitor of the web has no way to send a receipt.
  const possible = { pix: Boolean(settings?.abacatepay_api_key), manual_pix: lead_id !== null };
  const methods = methodsOffered(settings).filter(
    (method) => ({ cash_on_delivery: true, ...possible })[method],
  );
  const payment = { methods, cod_instructions: settings?.cod_instructions ?? null };
  return { ...speaker, payment, deliveries: deliveriesOf(delivery) };
}

export const termsOf = ({ payment, deliveries }: Speaker): Terms => ({
  payment_methods: payment.methods,
  deliveries,
});
