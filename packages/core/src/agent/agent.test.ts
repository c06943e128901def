import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED } from './open-agent-types.ts';

const agents_config = join(mkdtempSync(join(tmpdir(), 'agents-')), 'agents.yaml');
const shipped = readFileSync(SHIPPED, 'utf8');

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  writeFileSync(agents_config, shipped);
  house = await startTestHouse({ agents_config });
  shop = await house.shop([]);
  other = await house.shop([]);
});
afterAll(() => house?.close());

const call = (method: string, path: string, body?: object, user_id = shop.user_id) =>
  house.rest(method, `/internal/agents${path}`, body, user_id);
const create = (body: object, user_id = shop.user_id) =>
  call('POST', '', { store_id: shop.store_id, type: 'sales', name: 'Léo', ...body }, user_id);

describe('an agent', () => {
  it('is made inactive, with an instance and a secret that are ours', async () => {
    const { status, body } = await create({ persona: 'Calmo', tone: 'informal', channels: ['whatsapp'] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      type: 'sales',
      name: 'Léo',
      persona: 'Calmo',
      tone: 'informal',
      channels: ['whatsapp'],
      is_active: false,
    });
    expect(body.evolution_instance_id).toMatch(/^vek1-[0-9a-f]{16}$/);
    const [row] = await house.sql`select secret from evolution_instances where agent_id = ${body.id}`;
    expect(Buffer.from(house.vault.open(row?.secret), 'base64url')).toHaveLength(32);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each([
    [{ evolution_instance_id: 'vek1-mine' }, 'evolution_instance_id'],
    [{ secret: 'mine' }, 'secret'],
    [{ is_active: true }, 'is_active'],
    [{ type: 'wizard' }, 'type'],
    [{ name: '' }, 'name'],
    [{ channels: [] }, 'channels'],
    [{ business_hours: { monday: [{ opens: '25:00', closes: '26:00' }] } }, 'business_hours.monday.0.opens'],
    [{ limits: { messages_per_day: 0 } }, 'limits.messages_per_day'],
  ])('is not made of %j', async (body, field) => {
    const answer = await create(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(field);
  });

  it("is not made in another's store, nor beyond what the plan allows", async () => {
    expect((await create({ store_id: other.store_id })).status).toBe(403);
    const small = await house.shop([]);
    await house.sql`update companies set max_agents = 1 where id = ${small.company_id}`;
    expect(await create({ store_id: small.store_id }, small.user_id)).toMatchObject({
      status: 409,
      body: { reason: 'plan.limit_reached' },
    });
  });

  it('is changed by what is given, null clears', async () => {
    const { body: agent } = await create({ greeting: 'Olá!' });
    const changes = {
      name: 'Lia',
      greeting: null,
      handoff_rules: ['Pediu gerente'],
      forbidden_subjects: ['política'],
      limits: { messages_per_lead_per_day: 50 },
      business_hours: { monday: [{ opens: '08:00', closes: '18:00' }] },
    };
    expect(await call('PATCH', `/${agent.id}`, changes)).toMatchObject({
      status: 200,
      body: { ...changes, channels: ['whatsapp', 'web'] },
    });
    expect((await call('PATCH', `/${agent.id}`, {})).status).toBe(422);
    expect((await call('PATCH', `/${agent.id}`, { evolution_instance_id: 'vek1-x' })).status).toBe(422);
    expect((await call('PATCH', `/${agent.id}`, { name: 'X' }, other.user_id)).status).toBe(404);
  });

  it('is switched on in the place of another, and off', async () => {
    const { body: agent } = await create({});
    const active = async () =>
      (await house.sql`select id from agents where store_id = ${shop.store_id} and is_active`).map(
        ({ id }) => id,
      );
    expect(await active()).toEqual([shop.agent_id]);
    expect(await call('POST', `/${agent.id}/toggle-active`)).toMatchObject({
      status: 200,
      body: { is_active: true },
    });
    expect(await active()).toEqual([agent.id]);
    expect(await call('POST', `/${agent.id}/toggle-active`)).toMatchObject({
      status: 200,
      body: { is_active: false },
    });
    expect(await active()).toEqual([]);
    await call('POST', `/${shop.agent_id}/toggle-active`);
    expect((await call('POST', `/${agent.id}/toggle-active`, undefined, other.user_id)).status).toBe(404);
  });

  it('that is switched off answers nobody', async () => {
    const quiet = await house.shop([]);
    await call('POST', `/${quiet.agent_id}/toggle-active`, undefined, quiet.user_id);
    await house.evolution.inbound(quiet.instance, { from: '5511987654321', text: 'oi' });
    await house.settled();
    expect(house.evolution.messages(quiet.instance).map(({ direction }) => direction)).toEqual(['inbound']);
  });

  it('is found by its instance, by the webhook token alone, inactive too', async () => {
    const { body: agent } = await create({});
    const find = async (instance: string, token = TOKENS.webhook) => {
      const answer = await house.app.request(`/webhooks/agents/by-evolution-instance/${instance}`, {
        headers: { 'x-webhook-token': token },
      });
      return { status: answer.status, body: await answer.json() };
    };
    expect(await find(agent.evolution_instance_id)).toMatchObject({
      status: 200,
      body: { id: agent.id, company_id: shop.company_id, store_id: shop.store_id, is_active: false },
    });
    expect((await find('vek1-nobody')).status).toBe(404);
    expect((await find(agent.evolution_instance_id, 'wrong')).status).toBe(401);
  });
});

describe("an agent's knowledge base", () => {
  const NOBODY = '00000000-0000-0000-0000-000000000007';
  const document = async (owner: Shop) => {
    const [row] = await house.sql`
      insert into documents (company_id, id, store_id, title, status, created_at, updated_at)
      values (${owner.company_id}, gen_random_uuid(), ${owner.store_id}, 'Trocas', 'completed', now(), now()) returning id`;
    return String(row?.id);
  };

  it('is what was put last, from either side, and seen in full', async () => {
    const [one, two] = [await document(shop), await document(shop)];
    const { body: agent } = await create({});
    const put = (document_ids: string[]) => call('PUT', `/${agent.id}/knowledge-base`, { document_ids });
    const full = async () => (await call('GET', `/${agent.id}/full`)).body;
    expect((await put([one, two, one])).status).toBe(200);
    expect((await full()).document_ids).toEqual([one, two].sort());
    await put([two]);
    expect(await full()).toMatchObject({ id: agent.id, document_ids: [two], conversations_count: 0 });

    const link = (agent_ids: string[]) =>
      house.rest('PUT', `/internal/documents/${one}/agents`, { agent_ids }, shop.user_id);
    expect(await link([agent.id, shop.agent_id])).toMatchObject({ status: 200 });
    expect((await full()).document_ids).toEqual([one, two].sort());
    expect(await link([])).toMatchObject({ status: 200, body: { agent_ids: [] } });
    expect((await full()).document_ids).toEqual([two]);
    expect((await put([])).body.document_ids).toEqual([]);
  });

  it("holds no other's, and is no other's", async () => {
    const [own, foreign] = [await document(shop), await document(other)];
    const put = (document_ids: string[], user_id = shop.user_id) =>
      call('PUT', `/${shop.agent_id}/knowledge-base`, { document_ids }, user_id);
    for (const id of [foreign, NOBODY]) {
      expect(await put([own, id])).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'document_ids.1' }] },
      });
    }
    expect((await put([own], other.user_id)).status).toBe(404);
    expect(
      await house.rest(
        'PUT',
        `/internal/documents/${own}/agents`,
        { agent_ids: [other.agent_id] },
        shop.user_id,
      ),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'agent_ids.0' }] },
    });
    expect(
      (await house.rest('PUT', `/internal/documents/${own}/agents`, { agent_ids: [] }, other.user_id)).status,
    ).toBe(404);
    expect((await call('GET', `/${NOBODY}/full`)).status).toBe(404);
  });
});

describe('the types of agents', () => {
  const at = async (path: string, method = 'GET') => {
    const answer = await house.app.request(path, { method });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Record<string, unknown>,
    };
  };

  it('are shown to anybody, without prompts and hand-off rules', async () => {
    const { status, body } = await at('/agents');
    expect(status).toBe(200);
    expect((body.items as { type: string }[]).map(({ type }) => type)).toEqual(['sales', 'support']);
    expect((await at('/agents/sales')).body).toMatchObject({
      type: 'sales',
      model: 'default',
      validation: { valid: true, errors: [] },
    });
    expect(JSON.stringify([body, (await at('/agents/sales')).body])).not.toMatch(/prompt|handoff|Você vende/);
    expect((await at('/agents/wizard')).status).toBe(404);
  });

  it('are read again: a bad file is refused with its line and changes nothing, soon again is too soon', async () => {
    writeFileSync(agents_config, shipped.replace('temperature: 0.3', 'temperature: hot'));
    expect(await at('/agents/reload', 'POST')).toMatchObject({
      status: 422,
      body: { reason: 'agents_config.bad_file', message: expect.stringMatching(/^line 7: /) },
    });
    expect((await at('/agents/sales')).body).toMatchObject({
      temperature: 0.3,
      validation: { valid: false, errors: [expect.stringContaining('line 7')] },
    });
    const again = await at('/agents/reload', 'POST');
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
