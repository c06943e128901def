import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { conflict, found, invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { LeadView, MOST_ATTRIBUTES, UpdateLead } from '../contract.ts';
import { leadColumns, writeLeadEvent } from '../rows.ts';
import { asSet, mergeKeys, statusesAfter } from '../rules.ts';
import { leads } from '../tables.ts';

export const updateLead = command({
  name: 'lead.update',
  summary:
    'Changes a lead: address and attributes are merged, null clears, the status goes along its table or 409',
  access: app.row(leads),
  rest: { method: 'patch', path: '/internal/leads/{id}' },
  audit: { target: 'lead' },
  input: UpdateLead,
  output: LeadView,
}).handle(async ({ db, company_id, actor, before }, { id, ...changes }) => {
  const mine = and(eq(leads.company_id, company_id), eq(leads.id, id));
  const [row] = await db.select(leadColumns).from(leads).where(mine).for('no key update');
  const was = found(row, 'lead');
  before(was);

  const { status = was.status } = changes;
  const allowed = statusesAfter(was.status);
  if (status !== was.status && !allowed.includes(status)) {
    throw conflict(`A lead that is ${was.status} cannot become ${status}.`, 'lead.transition_not_allowed', {
      from: was.status,
      allowed,
    });
  }
  const custom_attributes = mergeKeys(was.custom_attributes, changes.custom_attributes ?? {});
  if (Object.keys(custom_attributes).length > MOST_ATTRIBUTES) {
    throw invalidField('custom_attributes', `A lead has ${MOST_ATTRIBUTES} attributes at most.`);
  }

  const [lead] = await db
    .update(leads)
    .set({
      ...changes,
      address: mergeKeys({ ...was.address }, changes.address ?? {}),
      custom_attributes,
      ...(changes.interests && { interests: asSet(changes.interests) }),
      updated_at: now(),
    })
    .where(mine)
    .returning(leadColumns);
  // What a field holds is personal: the event names the fields, the audit row keeps the rest.
  const data = {
    fields: Object.keys(changes),
    ...(status !== was.status && { from: was.status, to: status }),
  };
  await writeLeadEvent(db, { company_id, lead_id: id, actor, type: 'updated', data });
  return found(lead, 'lead');
});
