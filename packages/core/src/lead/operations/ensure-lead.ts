import { and, eq, sql } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { derivedId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { EnsureLead, LeadView } from '../contract.ts';
import { leadColumns, writeLeadEvent } from '../rows.ts';
import { identityOf, phoneOf } from '../rules.ts';
import { leads } from '../tables.ts';

export const ensureLead = command({
  name: 'lead.ensure',
  summary: 'The lead behind a channel identity, made on first sight; safe however many ask at once',
  access: app.store.orService,
  rest: { method: 'post', path: '/internal/leads/ensure' },
  audit: { target: 'lead' },
  input: EnsureLead,
  output: LeadView,
}).handle(async ({ db, company_id, actor }, { store_id, channel, external_id, name, phone }) => {
  const identity = identityOf(channel, external_id);
  // Derived, so that all who race for a new identity make the very same row.
  const id = derivedId('lead', store_id, channel, identity);
  const known_phone = phone ?? (channel === 'whatsapp' ? phoneOf(external_id) : null);
  const [owner] = await db.execute<{ lead_id: string; made: boolean }>(sql`
    with known as (
      select lead_id from lead_identities
       where company_id = ${company_id} and store_id = ${store_id} and channel = ${channel} and identity = ${identity}
    ), made as (
      insert into leads (company_id, id, store_id, channel, external_id, name, phone, status, created_at, updated_at)
      select ${company_id}::uuid, ${id}::uuid, ${store_id}::uuid, ${channel}, ${external_id}, ${name ?? null}, ${known_phone}, 'new', now(), now()
       where not exists (select from known)
      on conflict (company_id, id) do nothing
      returning id
    ), named as (
      insert into lead_identities (company_id, store_id, channel, identity, lead_id)
      select ${company_id}::uuid, ${store_id}::uuid, ${channel}, ${identity}, ${id}::uuid
       where not exists (select from known)
      on conflict do nothing
    )
    select coalesce((select lead_id from known), ${id}::uuid) as lead_id, exists(select from made) as made`);
  const { lead_id, made } = found(owner, 'lead');
  if (made) await writeLeadEvent(db, { company_id, lead_id, actor, type: 'created', data: { channel } });
  const learned = await db.execute(sql`
    update leads set name = coalesce(name, ${name ?? null}), phone = coalesce(phone, ${known_phone}), updated_at = now()
     where company_id = ${company_id} and id = ${lead_id}
       and (name is null and ${name ?? null}::text is not null or phone is null and ${known_phone}::text is not null)`);
  if (learned.count > 0)
    await writeLeadEvent(db, { company_id, lead_id, actor, type: 'identified', data: {} });
  const [lead] = await db
    .select(leadColumns)
    .from(leads)
    .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id)));
  return found(lead, 'lead');
});
