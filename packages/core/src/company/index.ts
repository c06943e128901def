import { closeCompany } from './operations/close-company.ts';
import { closeCompanyOfLeaver } from './operations/close-company-of-leaver.ts';
import { ensureCompany } from './operations/ensure-company.ts';
import { getCompany } from './operations/get-company.ts';
import { setLimits } from './operations/set-limits.ts';
import { updateCompany } from './operations/update-company.ts';

export const company = {
  ensure: ensureCompany,
  get: getCompany,
  update: updateCompany,
  setLimits,
  close: closeCompany,
  closeOfLeaver: closeCompanyOfLeaver,
};
