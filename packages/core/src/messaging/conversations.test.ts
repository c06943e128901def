import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const NOBODY = '00000000-0000-0000-0000-000000000007';

let house: TestHouse;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  other = await house.shop([]);
});
afterAll(() => house?.close());

const get = (path: string, user_id: string) => house.rest('GET', `/internal${path}`, undefined, user_id);

/** A shop with a lead that never wrote. */
async function shopWithLead(channel: 'whatsapp' | 'web' = 'whatsapp') {
  const shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  const { body: lead } = await house.rest('POST', '/internal/leads/ensure', {
    store_id: shop.store_id,
    channel,
    external_id: '5511987654321',
    name: 'Ana',
  });
  const post = (body: object, user_id?: string) =>
    house.rest(
      'POST',
      '/internal/messages',
      { lead_id: lead.id, agent_id: shop.agent_id, role: 'system', text: 'oi', ...body },
      user_id,
    );
  return { shop, lead, post };
}

describe('a message that is posted', () => {
  it('is kept and calls nobody, for a machine and for a person', async () => {
    const { shop, lead, post } = await shopWithLead();
    expect(await post({ role: 'customer', text: 'quanto custa?' })).toMatchObject({
      status: 201,
      body: {
        lead_id: lead.id,
        role: 'customer',
        direction: 'inbound',
        status: 'received',
        text: 'quanto custa?',
      },
    });
    expect(await post({ role: 'agent', text: 'R$ 42,90' }, shop.user_id)).toMatchObject({
      status: 201,
      body: { direction: 'outbound', status: 'sent' },
    });
    await house.settled();
    expect(house.evolution.messages(shop.instance)).toEqual([]);
    const { body } = await get(`/messages?lead_id=${lead.id}`, shop.user_id);
    expect(body.items.map(({ text }: { text: string }) => text)).toEqual(['R$ 42,90', 'quanto custa?']);
  });

  it('is sent when a person wrote it, and the agent is silent from then on', async () => {
    const { shop, post } = await shopWithLead();
    expect(await post({ role: 'person', text: 'Oi Ana!' }, shop.user_id)).toMatchObject({
      status: 201,
      body: { role: 'person', status: 'sending' },
    });
    await house.settled();
    expect(house.evolution.messages(shop.instance).map(({ text }) => text)).toEqual(['Oi Ana!']);
    const { body } = await get('/conversations?state=person', shop.user_id);
    expect(body).toMatchObject({
      total: 1,
      items: [{ owner_user_id: shop.user_id, last_message: { text: 'Oi Ana!', status: 'sent' } }],
    });
  });

  it('is not sent to whom it cannot reach', async () => {
    const { shop, post } = await shopWithLead('web');
    expect(await post({ role: 'person' }, shop.user_id)).toMatchObject({
      status: 409,
      body: { reason: 'messaging.unreachable' },
    });
  });

  it('names a lead and an agent of one store of its company', async () => {
    const { shop, post } = await shopWithLead();
    const field = (path: string) => ({ status: 422, body: { errors: [{ path }] } });
    expect(await post({ lead_id: NOBODY }, shop.user_id)).toMatchObject(field('lead_id'));
    expect(await post({ agent_id: other.agent_id }, shop.user_id)).toMatchObject(field('agent_id'));
    expect(await post({ agent_id: other.agent_id })).toMatchObject(field('agent_id'));
    expect(await post({}, other.user_id)).toMatchObject(field('lead_id'));
    expect(await post({ role: 'robot' }, shop.user_id)).toMatchObject(field('role'));
    expect(await post({ text: ' ' }, shop.user_id)).toMatchObject(field('text'));
    expect(await post({ key_id: 'X' }, shop.user_id)).toMatchObject(field('key_id'));
  });
});

describe('a timeline', () => {
  it('is read to its end by cursors, each message once, also where many were written in one moment', async () => {
    const { shop, lead, post } = await shopWithLead();
    const { body: first } = await post({ text: 'primeira' });
    await house.sql`
      insert into messages (company_id, id, conversation_id, store_id, lead_id, agent_id, direction, role, kind, text, status, instance, created_at)
      select company_id, gen_random_uuid(), conversation_id, store_id, lead_id, agent_id, 'outbound', 'system', 'text', n::text, 'sent', instance,
             created_at + (1 + n / 10) * interval '1 ms'
        from messages, generate_series(1, 250) n where id = ${first.id}`;
    for (const filter of [
      `lead_id=${lead.id}`,
      `agent_id=${shop.agent_id}`,
      `conversation_id=${first.conversation_id}`,
      '',
    ]) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { status, body } = await get(
          `/messages?${filter}&limit=100${cursor && `&cursor=${cursor}`}`,
          shop.user_id,
        );
        expect(status).toBe(200);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.next_cursor;
      }
      expect(seen).toHaveLength(251);
      expect(new Set(seen).size).toBe(251);
      expect(seen.at(-1)).toBe(first.id);
    }
    expect(await get('/messages?cursor=nonsense', shop.user_id)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'cursor' }] },
    });
    expect((await get(`/messages?lead_id=${lead.id}`, other.user_id)).body).toEqual({
      items: [],
      next_cursor: null,
    });
  });

  it('is walked along an index, not sorted', async () => {
    await house.sql`analyze messages`;
    const plans = await Promise.all(
      ['lead_id', 'agent_id', 'conversation_id'].map((column) =>
        house.sql.begin(async (tx) => {
          await tx`set local enable_seqscan = off`;
          await tx`set local enable_bitmapscan = off`;
          return tx.unsafe(`explain select id from messages where company_id = '${NOBODY}' and ${column} = '${NOBODY}'
            and (created_at, id) < (now(), '${NOBODY}') order by created_at desc, id desc limit 51`);
        }),
      ),
    );
    for (const plan of plans) expect(JSON.stringify(plan)).not.toContain('Sort');
  });
});

describe('conversations', () => {
  it('are listed with whom, what was said last and what is unread', async () => {
    const { shop, lead } = await shopWithLead();
    await house.evolution.inbound(shop.instance, { from: '5511987654321', text: 'oi' });
    await house.evolution.inbound(shop.instance, { from: '5521987654321', push_name: 'Rui', text: 'olá' });
    await house.settled();
    const { body } = await get(`/conversations?store_ids=${shop.store_id}`, shop.user_id);
    expect(body).toMatchObject({
      total: 2,
      items: [
        { lead_name: 'Rui', state: 'agent', unread: 0, last_message: { role: 'agent' } },
        { lead_id: lead.id, lead_name: 'Ana', lead_phone: '5511987654321', state: 'agent', unread: 0 },
      ],
    });
    expect((await get('/conversations?state=closed,waiting', shop.user_id)).body.total).toBe(0);
    expect((await get(`/conversations?store_ids=${shop.store_id}`, other.user_id)).status).toBe(403);
    expect((await get('/conversations?state=lost', shop.user_id)).status).toBe(422);

    const agent = await get(`/agents/${shop.agent_id}/conversations?limit=1&offset=1`, shop.user_id);
    expect(agent.body).toMatchObject({ total: 2, limit: 1, offset: 1, items: [{ lead_name: 'Ana' }] });
    expect((await get(`/agents/${shop.agent_id}/full`, shop.user_id)).body.conversations_count).toBe(2);
    expect((await get(`/agents/${shop.agent_id}/conversations`, other.user_id)).status).toBe(404);
  });

  it('are opened with their messages and the trace of each turn', async () => {
    const { shop } = await shopWithLead();
    await house.evolution.inbound(shop.instance, {
      from: '5511987654321',
      text: 'quanto custa o café bourbon?',
    });
    await house.settled();
    const { id } = (await get('/conversations', shop.user_id)).body.items[0];
    const { body } = await get(`/conversations/${id}`, shop.user_id);
    expect(body).toMatchObject({
      id,
      lead_name: 'Ana',
      messages: [{ role: 'agent' }, { role: 'customer', text: 'quanto custa o café bourbon?' }],
    });
    const trace = await get(`/conversations/${id}/turns`, shop.user_id);
    expect(trace.body.items).toMatchObject([{ status: 'done', model: expect.stringContaining('offline') }]);
    const { steps } = trace.body.items[0];
    expect(steps.map(({ message }: { message: { role: string } }) => message.role)).toEqual(
      expect.arrayContaining(['tool', 'assistant']),
    );
    expect(steps.map(({ position }: { position: number }) => position)).toEqual(
      steps.map((_: unknown, at: number) => at),
    );
    for (const path of ['', '/turns']) {
      expect((await get(`/conversations/${id}${path}`, other.user_id)).status).toBe(404);
      expect((await get(`/conversations/${NOBODY}${path}`, shop.user_id)).status).toBe(404);
    }
  });

  it('without a message are shown too', async () => {
    const { shop, post } = await shopWithLead();
    const { body: message } = await post({});
    await house.sql`delete from messages where id = ${message.id}`;
    expect((await get(`/conversations/${message.conversation_id}`, shop.user_id)).body).toMatchObject({
      last_message: null,
      messages: [],
    });
  });
});

it('makes a customer of whose order is confirmed', async () => {
  const { shop, lead } = await shopWithLead();
  const { body: order } = await house.rest(
    'POST',
    '/internal/orders',
    { store_id: shop.store_id, lead_id: lead.id, items: [{ product_id: shop.product_ids[0], quantity: 1 }] },
    shop.user_id,
  );
  const confirmed = await house.rest(
    'POST',
    `/internal/orders/${order.id}/transition`,
    { to: 'confirmed', reason: 'pago no balcão' },
    shop.user_id,
  );
  expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed' } });
  await house.settled();
  expect((await get(`/leads/${lead.id}`, shop.user_id)).body.status).toBe('customer');
});
