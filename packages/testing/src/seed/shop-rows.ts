import { randomBytes } from 'node:crypto';
import type { agents, evolution_instances } from '@vek1/core/agent/tables';
import type { products } from '@vek1/core/catalog/tables';
import type { companies } from '@vek1/core/company/tables';
import type { accounts, users } from '@vek1/core/identity/tables';
import type { Vault } from '@vek1/core/kernel/crypto';
import { derivedId } from '@vek1/core/kernel/ids';
import { identityOf } from '@vek1/core/lead/rules';
import type { lead_identities, leads } from '@vek1/core/lead/tables';
import type { payment_settings } from '@vek1/core/payment/tables';
import type { stock_levels, stock_movements } from '@vek1/core/stock/tables';
import type { stores } from '@vek1/core/store/tables';
import { demo } from '../demo.ts';
import { idOf } from './id-of.ts';
import { PIX_EXPIRES_MINUTES } from './order-rows.ts';
import type { Person } from './people.ts';
import { PRODUCTS } from './products.ts';
import { TIME_ZONE } from './shop-clock.ts';

const { company_id, store_id, user_id } = demo;
const channel = 'whatsapp';

export const userRow = (created_at: string): typeof users.$inferInsert => ({
  id: user_id,
  name: 'Marina Duarte',
  email: demo.owner.email,
  email_verified: true,
  created_at,
  updated_at: created_at,
});

/** How the owner signs in. */
export const accountRow = (password: string, created_at: string): typeof accounts.$inferInsert => ({
  id: `${user_id}-password`,
  user_id,
  provider_id: 'credential',
  account_id: user_id,
  password,
  created_at,
  updated_at: created_at,
});

export const companyRow = (created_at: string): typeof companies.$inferInsert => ({
  id: company_id,
  owner_user_id: user_id,
  name: 'Empório Serra Azul',
  slug: `c-${company_id}`,
  created_at,
});

export const storeRow = (created_at: string): typeof stores.$inferInsert => ({
  company_id,
  id: store_id,
  name: 'Empório Serra Azul',
  slug: 'emporio-serra-azul',
  time_zone: TIME_ZONE,
  // Picked up, by motorcycle in town, by mail elsewhere.
  delivery: {
    pick_up: true,
    fixed_fee_cents: 2500,
    fee_by_cep_range: [{ cep_from: '01000-000', cep_to: '05999-999', fee_cents: 900 }],
    free_above_cents: 30_000,
  },
  created_at,
});

export const settingsRow = (vault: Vault, updated_at: string): typeof payment_settings.$inferInsert => ({
  company_id,
  store_id,
  abacatepay_api_key: vault.seal(demo.abacatepay.api_key),
  abacatepay_webhook_secret: vault.seal(demo.abacatepay.webhook_secret),
  pix_enabled: true,
  pix_expires_minutes: PIX_EXPIRES_MINUTES,
  updated_at,
});

const TEO = idOf('agent', 'Téo');

export const agentRows = (created_at: string): (typeof agents.$inferInsert)[] => [
  {
    company_id,
    id: demo.agent_id,
    store_id,
    type: 'sales',
    name: 'Bia',
    persona:
      'Você é calorosa, direta e entende de café. Pergunta como a pessoa prepara o café antes de indicar um, sugere no máximo dois produtos por vez e nunca insiste. Usa um emoji de vez em quando.',
    greeting: 'Oi! Aqui é a Bia, do Empório Serra Azul ☕ Como posso ajudar?',
    is_active: true,
    created_at,
  },
  {
    company_id,
    id: TEO,
    store_id,
    type: 'sales',
    name: 'Téo',
    persona:
      'Você cuida de presentes e de pedidos de empresas: pergunta para quem é, quantas pessoas são e até quanto querem gastar, e monta uma sugestão. É formal na medida e não usa emoji.',
    greeting: 'Olá! Sou o Téo, dos presentes do Empório Serra Azul. Para quem é o presente?',
    is_active: false,
    created_at,
  },
];

export const instanceRows = (vault: Vault): (typeof evolution_instances.$inferInsert)[] => [
  {
    instance: demo.evolution.instance,
    company_id,
    store_id,
    agent_id: demo.agent_id,
    secret: vault.seal(demo.evolution.instance_secret),
  },
  {
    instance: `${demo.evolution.instance}-2`,
    company_id,
    store_id,
    agent_id: TEO,
    // No gateway knows this number yet: nobody has to know its secret.
    secret: vault.seal(randomBytes(24).toString('base64url')),
  },
];

export const productRows = (created_at: string): (typeof products.$inferInsert)[] =>
  PRODUCTS.map(({ stock: _, ...product }) => ({
    company_id,
    id: idOf('product', product.sku),
    store_id,
    ...product,
    created_at,
    updated_at: created_at,
  }));

type Movement = typeof stock_movements.$inferInsert;

/** What is on the shelves, and the count at the opening that it comes from by `movements`, oldest first. */
export function stockRows(opened_at: string, movements: readonly Movement[]) {
  const ofProduct = Map.groupBy(movements, ({ product_id }) => product_id);
  const levels: (typeof stock_levels.$inferInsert)[] = [];
  const counts: Movement[] = [];
  for (const { sku, stock } of PRODUCTS) {
    const product_id = idOf('product', sku);
    const moved = ofProduct.get(product_id) ?? [];
    const updated_at = moved.at(-1)?.created_at ?? opened_at;
    levels.push({ company_id, product_id, store_id, quantity: stock, updated_at });
    const delta = moved.reduce((units, movement) => units - movement.delta, stock ?? 0);
    if (delta > 0)
      counts.push({ company_id, store_id, product_id, kind: 'set', delta, created_at: opened_at });
  }
  return { levels, counts };
}

/** The id that `lead.ensure` gives to who writes from this number. */
export const leadIdOf = ({ phone }: Person): string =>
  derivedId('lead', store_id, channel, identityOf(channel, phone));

type Lead = typeof leads.$inferInsert;
export type LeadStatus = Lead['status'];

export const leadRow = (
  person: Person,
  status: LeadStatus,
  conversation: { created_at: string; last_inbound_at: string },
): Lead => ({
  company_id,
  id: leadIdOf(person),
  store_id,
  channel,
  external_id: person.phone,
  name: person.name,
  phone: person.phone,
  status,
  created_at: conversation.created_at,
  updated_at: conversation.last_inbound_at,
});

export const identityRow = (person: Person): typeof lead_identities.$inferInsert => ({
  company_id,
  store_id,
  channel,
  identity: identityOf(channel, person.phone),
  lead_id: leadIdOf(person),
});
