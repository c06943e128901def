import { newId } from '@vek1/core/kernel/ids';
import { serviceOf } from '@vek1/core/kernel/operation';
import { messaging } from '@vek1/core/messaging';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  other = await house.shop([]);
  // What the gateway tells is told by hand, so that tests decide when.
  house.evolution.instance({ name: shop.instance, number: '5511900000000' });
});
afterAll(() => house?.close());

let people = 0;
/** A customer of their own, what they and the phone say, and what stands in the rows. */
function customer() {
  people += 1;
  const number = `55119${80_000_000 + people}`;
  const tell = async (from_me: boolean, text: string, id = newId()) => {
    const answer = await house.app.request(`/webhooks/evolution/${shop.instance}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-webhook-token': TOKENS.webhook,
        'x-vek1-instance-secret': shop.instance_secret,
      },
      body: JSON.stringify({
        event: 'messages.upsert',
        instance: shop.instance,
        data: {
          key: { id, remoteJid: `${number}@s.whatsapp.net`, fromMe: from_me },
          pushName: 'Ana',
          message: { conversation: text },
        },
      }),
    });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { stored: number }).stored;
  };
  const conversation = async () => {
    const [row] = await house.sql`
      select c.id, c.state, c.owner_user_id, c.lease_until, c.unread, c.lead_id from conversations c
        join leads l on l.id = c.lead_id where c.company_id = ${shop.company_id} and l.phone = ${number}`;
    return row as {
      id: string;
      lead_id: string;
      state: string;
      owner_user_id: string | null;
      lease_until: string | null;
      unread: number;
    };
  };
  return {
    number,
    says: (text: string) => tell(false, text),
    phone: (text: string, id?: string) => tell(true, text, id),
    conversation,
    rows: async () => [
      ...(await house.sql`select id, role, direction, text, status, key_id, turn_id, attempts from messages
        where conversation_id = ${(await conversation()).id} order by created_at, id`),
    ],
    /** What reached the customer's phone. */
    got: () => house.evolution.messages(shop.instance, number).map(({ text }) => text),
  };
}

const act = async (id: string, verb: string, body: object = {}, user_id = shop.user_id) =>
  house.rest('POST', `/internal/conversations/${id}/${verb}`, body, user_id);

describe('a merchant', () => {
  it('takes over, replies, and gives back: the agent is silent meanwhile and answers only what nobody did', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const { id } = await ana.conversation();
    expect(ana.got()).toHaveLength(1);

    const taken = await act(id, 'take-over');
    expect(taken).toMatchObject({
      status: 200,
      body: { id, state: 'person', owner_user_id: shop.user_id, unread: 0 },
    });
    const lease_ms = Date.parse(taken.body.lease_until) - Date.now();
    expect(lease_ms).toBeGreaterThan(11.9 * 3_600_000);

    await ana.says('tem desconto?');
    await house.settled();
    expect(ana.got()).toHaveLength(1);
    expect((await ana.conversation()).unread).toBe(1);

    expect(await act(id, 'reply', { text: 'Faço por R$ 40' })).toMatchObject({
      status: 201,
      body: { role: 'person', status: 'sending' },
    });
    await house.settled();
    expect(ana.got().at(-1)).toBe('Faço por R$ 40');
    expect((await ana.conversation()).unread).toBe(0);

    expect(await act(id, 'give-back')).toMatchObject({
      status: 200,
      body: { state: 'agent', owner_user_id: null, lease_until: null },
    });
    await house.settled();
    expect(ana.got()).toHaveLength(2);
    await act(id, 'take-over');
    await ana.says('quanto custa o café bourbon?');
    await act(id, 'give-back');
    await house.settled();
    expect(ana.got().at(-1)).toContain('R$ 42,90');
    expect((await act(id, 'give-back')).status).toBe(200);
  });

  it('who replies has taken over', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const { id } = await ana.conversation();
    await act(id, 'reply', { text: 'Oi, aqui é a Rosa' });
    expect(await ana.conversation()).toMatchObject({ state: 'person', owner_user_id: shop.user_id });
  });

  it('silences a turn that is still running', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const { id } = await ana.conversation();
    await act(id, 'take-over');
    const turn_id = '00000000-0000-0000-0000-000000000001';
    const write = (cause_key: string) =>
      house.runner.run(
        messaging.write,
        serviceOf(shop.company_id, 'test'),
        { conversation_id: id, role: 'agent', turn_id, messages: [{ text: cause_key, cause_key }] },
        { face: 'internal' },
      );
    expect(await write(`turn:${turn_id}`)).toEqual({ written: 0 });
    expect(await write('pix:of-an-order-it-made')).toEqual({ written: 1 });
  });

  it('is refused what is not theirs, and what says nothing', async () => {
    const ana = customer();
    await ana.says('oi');
    const { id } = await ana.conversation();
    for (const verb of ['take-over', 'give-back'])
      expect((await act(id, verb, {}, other.user_id)).status).toBe(404);
    expect((await act(id, 'reply', { text: 'oi' }, other.user_id)).status).toBe(404);
    expect((await act(id, 'reply', { text: '  ' })).status).toBe(422);
    expect((await house.rest('POST', `/internal/conversations/${id}/take-over`, {})).status).toBe(401);
    expect((await ana.conversation()).state).toBe('agent');
  });
});

describe('the lease of a person', () => {
  const end = (conversation_id: string) =>
    house.runner.run(
      messaging.endLease,
      serviceOf(shop.company_id, 'test'),
      { conversation_id },
      { face: 'job' },
    );
  const timers = (conversation_id: string) => house.sql`
    select workflow_uuid from dbos.workflow_status
     where status = 'DELAYED' and queue_partition_key = ${`lease:${conversation_id}`}`;

  it('ends by a timer, and the agent answers what waited', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const { id } = await ana.conversation();
    await act(id, 'take-over');
    expect(await timers(id)).toHaveLength(1);
    await ana.says('quanto custa o café bourbon?');
    await house.settled();
    expect(await end(id)).toEqual({ ended: false });
    await house.sql`update conversations set lease_until = now() where id = ${id}`;
    expect(await end(id)).toEqual({ ended: true });
    await house.settled();
    expect(ana.got().at(-1)).toContain('R$ 42,90');
    expect(await ana.conversation()).toMatchObject({
      state: 'agent',
      owner_user_id: null,
      lease_until: null,
    });
  });

  it('is longer with every word, by one timer that follows', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const { id } = await ana.conversation();
    await act(id, 'take-over');
    await house.sql`update conversations set lease_until = now() + interval '1 hour' where id = ${id}`;
    await act(id, 'reply', { text: 'um momento' });
    expect(await timers(id)).toHaveLength(1);
    expect(Date.parse((await ana.conversation()).lease_until ?? '')).toBeGreaterThan(
      Date.now() + 11 * 3_600_000,
    );
    expect(await end(id)).toEqual({ ended: false });
    expect(await end(id)).toEqual({ ended: false });
    expect(await timers(id)).toHaveLength(2);
  });
});

describe("the shop's own phone", () => {
  it('silences the agent when the merchant types on it', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    expect(await ana.phone('Oi Ana, aqui é a Rosa', 'TYPED-1')).toBe(1);
    expect(await ana.phone('Oi Ana, aqui é a Rosa', 'TYPED-1')).toBe(0);
    expect(await ana.conversation()).toMatchObject({ state: 'person', owner_user_id: null });
    expect((await ana.rows()).at(-1)).toMatchObject({
      role: 'person',
      direction: 'outbound',
      status: 'sent',
      key_id: 'TYPED-1',
    });
    await ana.says('e aí?');
    await house.settled();
    expect(ana.got()).toHaveLength(1);
  });

  it('does not take the conversation from who has taken it over', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    await act((await ana.conversation()).id, 'take-over');
    await ana.phone('já vejo');
    expect(await ana.conversation()).toMatchObject({ state: 'person', owner_user_id: shop.user_id });
  });

  it('echoes what we sent, after the gateway has answered: the agent goes on', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const [sent] = house.evolution.messages(shop.instance, ana.number);
    expect(await ana.phone(sent?.text ?? '', sent?.id)).toBe(0);
    expect((await ana.conversation()).state).toBe('agent');
    expect(await ana.rows()).toHaveLength(2);
    expect((await ana.rows()).at(-1)).toMatchObject({ role: 'agent', status: 'sent', key_id: sent?.id });
  });

  it('echoes what we are sending, before the gateway has answered: the agent goes on, and nothing is sent twice', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const { id } = await ana.conversation();
    const service = serviceOf(shop.company_id, 'test');
    // A row that a sender has claimed, as it is while the gateway is asked.
    const [row] = await house.sql`
      insert into messages (company_id, id, conversation_id, store_id, lead_id, agent_id, direction, role, kind, text, status, instance, attempts, claimed_until, created_at)
      select company_id, gen_random_uuid(), id, store_id, lead_id, agent_id, 'outbound', 'agent', 'text', 'Temos sim!', 'sending', instance, 1, now() + interval '30 seconds', now()
        from conversations where id = ${id} returning id`;
    expect(await ana.phone(' Temos sim! ', 'EARLY-1')).toBe(0);
    expect((await ana.rows()).at(-1)).toMatchObject({ id: row?.id, status: 'sent', key_id: 'EARLY-1' });
    await house.runner.run(
      messaging.settleOutgoing,
      service,
      { message_id: row?.id, key_id: 'EARLY-1', failed: false, free: false },
      { face: 'internal' },
    );
    expect(await ana.phone('Temos sim!', 'EARLY-1')).toBe(0);
    expect((await ana.conversation()).state).toBe('agent');
    expect((await ana.rows()).filter(({ text }) => text === 'Temos sim!')).toHaveLength(1);
  });

  it('echoes by another id what was handed over twice, and the agent goes on', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const [sent] = house.evolution.messages(shop.instance, ana.number);
    expect(await ana.phone(sent?.text ?? '', 'FIRST-TRY')).toBe(0);
    expect((await ana.conversation()).state).toBe('agent');
  });

  it('takes no longer for an echo what is typed again long after', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const [sent] = house.evolution.messages(shop.instance, ana.number);
    await house.sql`update messages set claimed_until = now() - interval '91 seconds' where key_id = ${sent?.id ?? ''}`;
    expect(await ana.phone(sent?.text ?? '')).toBe(1);
    expect((await ana.conversation()).state).toBe('person');
  });

  it('never makes us send again what it showed first under a text we did not know', async () => {
    const ana = customer();
    await ana.says('oi');
    await house.settled();
    const [mine] = (await ana.rows()).filter(({ role }) => role === 'agent');
    await house.sql`update messages set status = 'sending', key_id = null where id = ${mine?.id}`;
    await ana.phone('um texto que o gateway mudou', 'CHANGED-1');
    const settle = { message_id: mine?.id, key_id: 'CHANGED-1', failed: false, free: false };
    await house.runner.run(messaging.settleOutgoing, serviceOf(shop.company_id, 'test'), settle, {
      face: 'internal',
    });
    expect((await ana.rows()).find(({ id }) => id === mine?.id)).toMatchObject({
      status: 'sent',
      key_id: null,
    });
  });
});
