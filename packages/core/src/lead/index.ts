import { ensureLead } from './operations/ensure-lead.ts';
import { getLead } from './operations/get-lead.ts';

export const lead = { ensure: ensureLead, get: getLead };
