import { createVault } from '@vek1/core/kernel/crypto';
import { seedDemo } from '@vek1/testing/seed/seed-demo';
import { start } from './start.ts';

/** The API of development: the same, and a demo shop in it. */
const { config, house, log } = await start(process.env);
const { seeded } = await seedDemo(house.db, createVault(config.encryption_keys));
log.info({ app: config.app_url, api: config.api_url }, seeded ? 'demo shop made' : 'demo shop is there');

process.stdout.write(`
  vek1
  app        ${config.app_url}
  simulator  ${config.app_url}/simulador
  API        ${config.api_url}/docs

`);
