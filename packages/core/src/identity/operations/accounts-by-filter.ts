import { accountColumns, changeAccounts, removeAccounts } from '../account-rows.ts';
import { AccountView } from '../contract.ts';
import { filterDoors } from '../filter-doors.ts';
import { accountFilter } from '../filters.ts';
import { accounts } from '../tables.ts';

export const accountsByFilter = filterDoors({
  plural: 'Accounts',
  table: accounts,
  columns: accountColumns,
  view: AccountView,
  filter: accountFilter,
  change: changeAccounts,
  remove: removeAccounts,
});
