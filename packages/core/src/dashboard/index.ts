import { getDashboard } from './operations/get-dashboard.ts';

export const dashboard = { get: getDashboard };
