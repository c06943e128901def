import { getDashboard } from './operations/get-dashboard.ts';
import { watchStore } from './operations/watch-store.ts';

export const dashboard = { get: getDashboard, watch: watchStore };
