import { listStores } from './operations/list-stores.ts';

export const store = { list: listStores };
