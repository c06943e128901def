import { exportAccount } from './operations/export-account.ts';

export const account = { export: exportAccount };
