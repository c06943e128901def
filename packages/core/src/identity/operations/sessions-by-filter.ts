import { getTableColumns } from 'drizzle-orm';
import { SessionView } from '../contract.ts';
import { filterDoors } from '../filter-doors.ts';
import { sessionFilter } from '../filters.ts';
import { changeSessions, removeSessions } from '../session-rows.ts';
import { sessions } from '../tables.ts';

export const sessionsByFilter = filterDoors({
  plural: 'Sessions',
  table: sessions,
  columns: getTableColumns(sessions),
  view: SessionView,
  filter: sessionFilter,
  change: changeSessions,
  remove: removeSessions,
});
