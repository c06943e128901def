import { agents, evolution_instances } from '@vek1/core/agent/tables';
import { products } from '@vek1/core/catalog/tables';
import { companies } from '@vek1/core/company/tables';
import { users } from '@vek1/core/identity/tables';
import type { Vault } from '@vek1/core/kernel/crypto';
import type { Db } from '@vek1/core/kernel/db/open-database';
import { newId } from '@vek1/core/kernel/ids';
import { payment_settings } from '@vek1/core/payment/tables';
import { stock_levels } from '@vek1/core/stock/tables';
import { stores } from '@vek1/core/store/tables';

export interface NewProduct {
  sku?: string;
  name: string;
  price_cents: number;
  /** null is not tracked. */
  stock: number | null;
  category?: string;
  status?: 'active' | 'draft' | 'archived';
}

export interface Shop {
  user_id: string;
  company_id: string;
  store_id: string;
  agent_id: string;
  instance: string;
  instance_secret: string;
  api_key: string;
  webhook_secret: string;
  /** Ids of the products, in the order given. */
  product_ids: string[];
}

/** Settings with which a store is paid at its own PIX key too. */
export const MANUAL_PIX = {
  manual_pix_enabled: true,
  manual_pix_key: 'loja@exemplo.com.br',
  manual_pix_key_type: 'email',
  manual_pix_name: 'Empório da Ana',
  manual_pix_city: 'São Paulo',
};

/** A company of its own with one store, one active agent on WhatsApp, PIX, and these products. */
export async function makeShop(db: Db, vault: Vault, goods: NewProduct[]): Promise<Shop> {
  const id = newId();
  const shop: Shop = {
    user_id: `user-${id}`,
    company_id: newId(),
    store_id: newId(),
    agent_id: newId(),
    instance: `vek1-${id}`,
    instance_secret: `instance-secret-${id}`,
    api_key: `abc_dev_${id}`,
    webhook_secret: `webhook-secret-${id}`,
    product_ids: goods.map(() => newId()),
  };
  const { company_id, store_id, agent_id, user_id } = shop;
  const at = new Date().toISOString();
  const rows = goods.map((product, index) => ({ ...product, id: shop.product_ids[index] ?? newId() }));
  await db.transaction(async (tx) => {
    await tx
      .insert(users)
      .values({ id: user_id, name: 'Lojista', email: `${id}@loja.example`, created_at: at, updated_at: at });
    await tx
      .insert(companies)
      .values({ id: company_id, owner_user_id: user_id, name: 'Loja', slug: id, created_at: at });
    await tx
      .insert(stores)
      .values({ company_id, id: store_id, name: 'Empório Teste', slug: `loja-${id}`, created_at: at });
    await tx.insert(payment_settings).values({
      company_id,
      store_id,
      abacatepay_api_key: vault.seal(shop.api_key),
      abacatepay_webhook_secret: vault.seal(shop.webhook_secret),
      pix_enabled: true,
      updated_at: at,
    });
    await tx.insert(agents).values({
      company_id,
      id: agent_id,
      store_id,
      type: 'sales',
      name: 'Bia',
      is_active: true,
      created_at: at,
    });
    await tx.insert(evolution_instances).values({
      instance: shop.instance,
      company_id,
      store_id,
      agent_id,
      secret: vault.seal(shop.instance_secret),
    });
    if (rows.length === 0) return;
    await tx.insert(products).values(
      rows.map(({ id: product_id, sku, name, price_cents, category, status }) => ({
        company_id,
        id: product_id,
        store_id,
        sku,
        name,
        price_cents,
        category: category ?? 'Geral',
        status: status ?? ('active' as const),
        created_at: at,
        updated_at: at,
      })),
    );
    await tx.insert(stock_levels).values(
      rows.map((row) => ({
        company_id,
        product_id: row.id,
        store_id,
        quantity: row.stock,
        updated_at: at,
      })),
    );
  });
  return shop;
}
