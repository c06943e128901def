import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceOf } from '../kernel/operation.ts';
import { notifyOwner } from './operations/notify-owner.ts';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([]);
  await house.sql`update users set email = 'Ana@Loja.example', name = 'Ana' where id = ${shop.user_id}`;
});
afterAll(() => house?.close());

const ask = async (body: object, door = 'send-reset-password') => {
  const answer = await house.app.request(`/internal/email/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-webhook-token': TOKENS.webhook },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
};
const url = 'http://app.test/redefinir-senha?token=s3cr3t';
const row = async (address: string) =>
  (await house.sql`select * from emails where to_address = ${address} order by created_at desc limit 1`)[0];

describe('a letter with a link', () => {
  it('reaches who signs in with that address, and is forgotten then', async () => {
    expect(await ask({ email: 'ana@loja.example', name: 'Ana', url })).toEqual({
      status: 200,
      body: { queued: true },
    });
    await house.settled();
    expect(house.outbox.kept()[0]).toMatchObject({
      to: 'ana@loja.example',
      subject: 'Crie uma nova senha na vek1',
      text: expect.stringContaining(url),
      html: expect.stringContaining('Olá, Ana!'),
    });
    expect(await row('ana@loja.example')).toMatchObject({ status: 'sent', letter: null });
  });

  it('waits sealed, and its job says nothing of it', async () => {
    await ask({ email: 'ana@loja.example', url }, 'send-verification');
    await house.settled();
    const jobs = JSON.stringify(
      await house.sql`select w, i, o from dbos.workflow_status w
      join dbos.workflow_input i using (workflow_uuid)
      left join dbos.operation_outputs o using (workflow_uuid)`,
    );
    expect(jobs).toContain('email.deliver');
    expect(jobs).not.toMatch(/s3cr3t|loja\.example/);
  });

  it('answers an address that nobody signs in with alike, and goes nowhere', async () => {
    const before = house.outbox.kept().length;
    expect(await ask({ email: 'nobody@loja.example', url })).toEqual({ status: 200, body: { queued: true } });
    await house.settled();
    expect(await row('nobody@loja.example')).toMatchObject({ status: 'dropped', letter: null });
    expect(house.outbox.kept()).toHaveLength(before);
  });

  it('is written five times an hour at most', async () => {
    for (let count = 0; count < 7; count += 1) await ask({ email: 'ana@loja.example', url });
    await house.settled();
    const [sent] = await house.sql`
      select count(*)::int from emails where lower(to_address) = 'ana@loja.example' and kind = 'reset_password' and status = 'sent'`;
    expect(sent?.count).toBe(5);
  });

  it.each([
    [{ email: 'ana@loja.example', url: 'https://evil.example/redefinir-senha' }, 'url'],
    [{ email: 'ana@loja.example', url: 'http://app.test.evil.example/' }, 'url'],
    [{ email: 'ana', url }, 'email'],
    [{ email: 'ana@loja.example', url, token: 'x' }, 'token'],
  ])('refuses %j', async (body, field) => {
    const { status, body: error } = await ask(body);
    expect(status).toBe(422);
    expect(error.errors[0].path).toBe(field);
  });
});

it('writes to the owner of a company, escaping what others named', async () => {
  const facts = { store_name: 'Loja <b>', changed: ['Chave PIX'] };
  await house.runner.run(
    notifyOwner,
    serviceOf(shop.company_id, 'test'),
    { kind: 'payment_settings_changed', ...facts },
    { face: 'internal' },
  );
  await house.settled();
  expect(house.outbox.kept()[0]).toMatchObject({
    to: 'Ana@Loja.example',
    subject: 'Os dados de pagamento da loja Loja <b> mudaram',
    text: expect.stringContaining('Chave PIX'),
    html: expect.stringContaining('Loja &lt;b&gt;'),
  });
});
