import { createVault } from '@vek1/core/kernel/crypto';
import { demo } from '@vek1/testing/demo';
import { seedDemo } from '@vek1/testing/seed/seed-demo';
import { devDoors, heldAt } from './raw/dev.ts';
import { start } from './start.ts';

const REMEMBERED = 200;
const lines: string[] = [];
const log_to = {
  write(line: string) {
    lines.push(line);
    if (lines.length > REMEMBERED) lines.shift();
  },
};

/** The API of development: the same, with `/dev` and a demo shop in it. */
const { config, house, log } = await start(process.env, {
  log_to,
  dev: ({ runner, config: { abacatepay, evolution }, outbox }) =>
    devDoors({
      runner,
      lines: () => lines,
      shelves: {
        'Outbox of e-mails': async () => outbox?.kept() ?? [],
        'Charges at the fake bank': () => heldAt(`${abacatepay.base_url}/__fake/charges`),
        'Heard by the fake ERP': () => heldAt(new URL('/erp/__fake/events', abacatepay.base_url).href),
        'Messages at the fake WhatsApp': () =>
          heldAt(`${evolution.base_url}/__fake/instances/${demo.evolution.instance}/messages`),
      },
    }),
});
const { seeded } = await seedDemo(house.db, createVault(config.encryption_keys));
log.info({ app: config.app_url, api: config.api_url }, seeded ? 'demo shop made' : 'demo shop is there');

process.stdout.write(`
  vek1
  app        ${config.app_url}
  simulator  ${config.app_url}/simulador
  API        ${config.api_url}/docs
  try it     ${config.api_url}/dev

`);
