import { Hono } from 'hono';
import { demo, demoWebhooks } from './demo.ts';
import { abacatePayFake } from './fakes/abacatepay.ts';
import { erpFake } from './fakes/erp.ts';
import { evolutionFake } from './fakes/evolution.ts';
import { type FakeEnv, type ServedFake, serveFake } from './fakes/serve-fake.ts';
import { openStateFile } from './fakes/state-file.ts';

/**
 * The fakes of development behind one port, `/abacatepay`, `/evolution` and `/erp`, with the demo shop's accounts.
 * `state_file` keeps charges and chats over a restart.
 */
export async function startDevFakes(options: {
  port: number;
  /** Where webhooks go, without a slash at the end. */
  app_url: string;
  state_file: string;
}): Promise<ServedFake> {
  const state_file = openStateFile(options.state_file);
  const webhooks = demoWebhooks(options.app_url);
  const { api_key, webhook_secret } = demo.abacatepay;
  const abacatepay = abacatePayFake({
    accounts: [{ api_key, webhook: { url: webhooks.abacatepay, secret: webhook_secret } }],
    state_file,
  });
  const { instance, instance_secret, number } = demo.evolution;
  const headers = { 'X-Vek1-Instance-Secret': instance_secret };
  const evolution = evolutionFake({
    api_key: demo.evolution.api_key,
    instances: [{ name: instance, number, webhook: { url: webhooks.evolution, headers }, echo: true }],
    state_file,
  });

  const erp = erpFake({ secret: demo.erp.outbound_secret });
  const app = new Hono<FakeEnv>()
    .get('/health', (c) => c.json({ status: 'ok' }))
    .route('/abacatepay', abacatepay.app)
    .route('/evolution', evolution.app)
    .route('/erp', erp.app);
  const served = await serveFake(app, options.port);
  return {
    url: served.url,
    async close() {
      await Promise.all([abacatepay.close(), evolution.close(), erp.close()]);
      await served.close();
    },
  };
}
