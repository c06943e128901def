import { type FakeResend, startResend } from '@vek1/testing/fakes/resend';
import { emailSuite } from '@vek1/testing/port-suites/email';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox } from '../outbox/index.ts';
import { createResend } from './index.ts';

const api_key = 're_of_tests';
const from = 'vek1 <oi@vek1.example>';
const letter = { to: 'ana@loja.example', subject: 'Oi', text: 'Oi', html: '<p>Oi</p>', key: 'email/1' };

emailSuite('Resend', async () => {
  const fake = await startResend({ api_key });
  return {
    email: createResend({ base_url: fake.url, api_key, from }),
    received: () => fake.emails().map((email) => ({ ...email, to: email.to.join() })),
    close: () => fake.close(),
  };
});

emailSuite('the outbox of development', async () => {
  const outbox = createOutbox({ say: () => undefined });
  return { email: outbox, received: () => outbox.kept().toReversed(), close: async () => undefined };
});

describe('the Resend adapter', () => {
  let fake: FakeResend;
  beforeEach(async () => {
    fake = await startResend({ api_key });
  });
  afterEach(() => fake.close());
  const adapter = (fields: { api_key?: string; from?: string; timeout_ms?: number } = {}) =>
    createResend({ base_url: fake.url, api_key, from, ...fields });

  it('asks again where the answer was lost, and the letter arrives once', async () => {
    fake.fault({ route: 'emails', after_effect: true, cut: true });
    await adapter().send(letter);
    expect(fake.emails()).toHaveLength(1);
  });

  it('is refused for good with a wrong key or domain, and repeats no secret', async () => {
    const key = await failureOf(adapter({ api_key: 're_wrong' }).send(letter));
    expect(key).toMatchObject({ final: true, outcome: 'refused' });
    expect(key.message).toBe('resend: answered 403: invalid_api_key: API key is invalid');
    expect((await failureOf(adapter({ from: 'x <a@other.example>' }).send(letter))).message).toContain(
      'not verified',
    );
  });

  it('says how long to wait when it was asked too often', async () => {
    fake.fault({ route: 'emails', times: 3, status: 429 });
    expect(await failureOf(adapter().send(letter))).toMatchObject({ code: 'rate_limited', final: false });
  });
});
