import { createStore } from './operations/create-store.ts';
import { getStore } from './operations/get-store.ts';
import { isSlugAvailable } from './operations/is-slug-available.ts';
import { listStores } from './operations/list-stores.ts';
import { quoteDelivery } from './operations/quote-delivery.ts';
import { updateStore } from './operations/update-store.ts';

export const store = {
  list: listStores,
  get: getStore,
  create: createStore,
  update: updateStore,
  slugAvailable: isSlugAvailable,
  quoteDelivery,
};
