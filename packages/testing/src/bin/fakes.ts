import { join, resolve } from 'node:path';
import { WORKSPACE } from '@vek1/core/kernel/config';
import { z } from 'zod';
import { startDevFakes } from '../dev-fakes.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const Environment = z.object({
  FAKES_PORT: port.default(4010),
  APP_PORT: port.default(3000),
  APP_URL: z.url().optional(),
  DATA_DIR: z.string().default('.data'),
});

// Not the API's `readConfig`: the fakes need none of its secrets.
const { FAKES_PORT, APP_PORT, APP_URL, DATA_DIR } = Environment.parse(process.env);
const app_url = (APP_URL ?? `http://localhost:${APP_PORT}`).replace(/\/+$/, '');
const state_file = join(resolve(WORKSPACE, DATA_DIR), 'fakes.json');

const fakes = await startDevFakes({ port: FAKES_PORT, app_url, state_file });
console.log(`fakes: ${fakes.url}/abacatepay, /evolution and /erp, webhooks to ${app_url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void fakes.close());
