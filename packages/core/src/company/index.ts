import { ensureCompany } from './operations/ensure-company.ts';
import { getCompany } from './operations/get-company.ts';

export const company = { ensure: ensureCompany, get: getCompany };
