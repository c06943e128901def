/** The shop of `pnpm dev`: what the seed writes and the fakes of outside parties know. Secrets of nothing. */
export const demo = {
  user_id: 'demo-merchant',
  owner: { email: 'marina@emporioserraazul.example', password: 'loja-de-demonstracao' },
  company_id: '019a7c00-0000-7000-8000-0000000000c1',
  store_id: '019a7c00-0000-7000-8000-0000000000e1',
  agent_id: '019a7c00-0000-7000-8000-0000000000a1',
  abacatepay: {
    api_key: 'abc_dev_demo',
    webhook_secret: 'demo-abacatepay-webhook-secret-0001',
  },
  evolution: {
    instance: 'vek1-demo',
    instance_secret: 'demo-evolution-instance-secret-0001',
    api_key: 'evolution-dev',
    /** The shop's WhatsApp number. */
    number: '5511988887777',
  },
  /** An ERP that the shop may be connected to, by hand: it takes events at `/erp/hook` of the fakes. */
  erp: { outbound_secret: 'demo-erp-outbound-secret-0001' },
} as const;

/** Where the gateways call the demo shop, under the app's address. */
export function demoWebhooks(app_url: string) {
  return {
    abacatepay: `${app_url}/api/webhooks/abacate-pay/${demo.store_id}`,
    evolution: `${app_url}/api/webhooks/evolution/${demo.evolution.instance}`,
  };
}
