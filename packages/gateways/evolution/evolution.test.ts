import { inspect } from 'node:util';
import { type FakeEvolution, startEvolution } from '@vek1/testing/fakes/evolution';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { messagingSuite } from '@vek1/testing/port-suites/messaging';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEvolution } from './index.ts';

const API_KEY = 'evolution-global-key';
const INSTANCE = 'shop';
const CUSTOMER = '5548999991234';
const start = () =>
  startEvolution({
    api_key: API_KEY,
    instances: [
      { name: INSTANCE, number: '5511988887777' },
      { name: 'unlinked', number: '5511988886666', state: 'close' },
    ],
  });

messagingSuite('Evolution', async () => {
  const fake = await start();
  const absent = '5511900000000';
  fake.setOnWhatsApp(absent, false);
  return {
    messaging: createEvolution({ base_url: fake.url, api_key: API_KEY }),
    instance: INSTANCE,
    closed_instance: 'unlinked',
    receivedBy: (number) =>
      fake.messages(INSTANCE, number).map(({ id, ...item }) => ({ key_id: id, ...item })),
    receivePicture: async (from, base64) =>
      (await fake.inbound(INSTANCE, { from, image: { base64, mimetype: 'image/png' } })).key_id,
    absent,
    loseNextText: () => fake.fault({ route: 'sendText', after_effect: true, cut: true }),
    slowNextText: (delay_ms) => fake.fault({ route: 'sendText', after_effect: true, delay_ms }),
    close: () => fake.close(),
  };
});

describe('the Evolution adapter', () => {
  let fake: FakeEvolution;
  beforeEach(async () => {
    fake = await start();
  });
  afterEach(() => fake.close());
  const adapter = (fields: { api_key?: string; timeout_ms?: number } = {}) =>
    createEvolution({ base_url: `${fake.url}/`, api_key: API_KEY, ...fields });
  const hello = { instance: INSTANCE, to: CUSTOMER, text: 'Olá' };
  const sent = () => fake.messages(INSTANCE, CUSTOMER);
  const complaint = (status: number, message: unknown) => ({ status, error: 'x', response: { message } });

  it.each([500, 502, 504])('says unknown to %i and does not send again', async (status) => {
    fake.fault({ route: 'sendText', after_effect: true, status });
    expect((await failureOf(adapter().sendText(hello))).outcome).toBe('unknown');
    expect(sent()).toHaveLength(1);
  });

  it('says unknown when the answer comes too late, and does not send again', async () => {
    fake.fault({ route: 'sendText', after_effect: true, delay_ms: 60_000 });
    expect((await failureOf(adapter({ timeout_ms: 50 }).sendText(hello))).outcome).toBe('unknown');
    expect(sent()).toHaveLength(1);
  });

  it('says unknown to a 400 that hides an error from after the sending', async () => {
    const body = complaint(400, ['PrismaClientKnownRequestError: the database is gone']);
    fake.fault({ route: 'sendText', after_effect: true, status: 400, body });
    expect((await failureOf(adapter().sendText(hello))).outcome).toBe('unknown');
    expect(sent()).toHaveLength(1);
  });

  it.each([
    [500, 'Connection Closed'],
    [400, ['Error: Connection Closed']],
  ])('is refused by a phone that is not linked: %i %j', async (status, message) => {
    fake.fault({ route: 'sendText', status, body: complaint(status, message) });
    expect(await failureOf(adapter().sendText(hello))).toMatchObject({ outcome: 'refused', final: false });
    expect(sent()).toEqual([]);
  });

  it('says what is wrong, without the number', async () => {
    fake.setOnWhatsApp(CUSTOMER, false);
    const error = await failureOf(adapter().sendText(hello));
    expect(error.message).toBe('evolution: answered 400: the number is not on WhatsApp');
  });

  it('says unknown to an answer without a key', async () => {
    fake.fault({ route: 'sendText', after_effect: true, status: 201, body: {} });
    expect((await failureOf(adapter().sendText(hello))).outcome).toBe('unknown');
  });

  it('refuses a bad key without repeating it', async () => {
    const error = await failureOf(adapter({ api_key: 'wrong-key' }).sendText(hello));
    expect(error).toMatchObject({ outcome: 'refused', message: 'evolution: answered 401: Unauthorized' });
    expect(inspect(error, { depth: null })).not.toContain('wrong-key');
  });

  it('keeps the name of an instance inside its path', async () => {
    const error = await failureOf(adapter().sendText({ ...hello, instance: `x/../${INSTANCE}?a=b` }));
    expect(error.outcome).toBe('refused');
    expect(sent()).toEqual([]);
  });
});
