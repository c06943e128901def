import { sql } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import type { Speaker } from './instructions.ts';

interface Pair {
  company_id: string;
  agent_id: string;
  lead_id: string | null;
}

/** Whether the agent has answered today, by the store's clock, as often as it may: in all, or this lead. */
export async function isLimited(
  db: Reader,
  { company_id, agent_id, lead_id }: Pair,
  { limits, time_zone }: Pick<Speaker, 'limits' | 'time_zone'>,
): Promise<boolean> {
  const { messages_per_day: in_all, messages_per_lead_per_day: of_lead } = limits;
  if (in_all === undefined && (of_lead === undefined || lead_id === null)) return false;
  const [today] = await db.execute<{ in_all: number; of_lead: number }>(sql`
    select count(*)::int as in_all, count(*) filter (where lead_id = ${lead_id}::uuid)::int as of_lead
      from turns
     where company_id = ${company_id} and agent_id = ${agent_id} and iterations > 0
       and created_at >= date_trunc('day', now() at time zone ${time_zone}) at time zone ${time_zone}`);
  const reached = (limit: number | undefined, count = 0) => limit !== undefined && count >= limit;
  return reached(in_all, today?.in_all) || (lead_id !== null && reached(of_lead, today?.of_lead));
}
