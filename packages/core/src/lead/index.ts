import { addLeadEvent } from './operations/add-lead-event.ts';
import { becomeCustomer } from './operations/become-customer.ts';
import { ensureLead } from './operations/ensure-lead.ts';
import { getLead } from './operations/get-lead.ts';
import { listLeadEvents } from './operations/list-lead-events.ts';
import { listLeads } from './operations/list-leads.ts';
import { updateLead } from './operations/update-lead.ts';

export const lead = {
  list: listLeads,
  get: getLead,
  ensure: ensureLead,
  update: updateLead,
  addEvent: addLeadEvent,
  events: listLeadEvents,
  becomeCustomer,
};
