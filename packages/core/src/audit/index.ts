import { listAudit } from './operations/list-audit.ts';

export const audit = { list: listAudit };
