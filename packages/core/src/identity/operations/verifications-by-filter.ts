import { getTableColumns } from 'drizzle-orm';
import { VerificationView } from '../contract.ts';
import { filterDoors } from '../filter-doors.ts';
import { verificationFilter } from '../filters.ts';
import { verifications } from '../tables.ts';
import { changeVerifications, removeVerifications } from '../verification-rows.ts';

export const verificationsByFilter = filterDoors({
  plural: 'Verifications',
  table: verifications,
  columns: getTableColumns(verifications),
  view: VerificationView,
  filter: verificationFilter,
  change: changeVerifications,
  remove: removeVerifications,
});
