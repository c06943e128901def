import { getDashboard } from './operations/get-dashboard.ts';
import { watchStores } from './operations/watch-stores.ts';

export const dashboard = { get: getDashboard, watch: watchStores };
