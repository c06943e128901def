import { getTableColumns } from 'drizzle-orm';
import { UserView } from '../contract.ts';
import { filterDoors } from '../filter-doors.ts';
import { userFilter } from '../filters.ts';
import { users } from '../tables.ts';
import { changeUsers, removeUsers } from '../user-rows.ts';

export const usersByFilter = filterDoors({
  plural: 'Users',
  table: users,
  columns: getTableColumns(users),
  view: UserView,
  filter: userFilter,
  change: changeUsers,
  remove: removeUsers,
});
