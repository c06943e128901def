import { randomUUID } from 'node:crypto';
import type { NewPixCharge, Pix, PixCredentials } from '@vek1/core/ports/pix';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';

/** A gateway at work, with a hand on its other side. */
export interface PixSubject {
  pix: Pix;
  credentials: PixCredentials;
  /** Another merchant's, good too. */
  other_credentials: PixCredentials;
  pay(id: string): Promise<unknown>;
  expire(id: string): Promise<unknown>;
  dispute(id: string): Promise<unknown>;
  /** Makes the next creation happen without an answer. */
  loseNextCreation(): void;
  /** Makes the next creation answer only after the effect and `ms`. */
  slowNextCreation(ms: number): void;
  /** How many charges the gateway holds in all. */
  held(): number;
  close(): Promise<void>;
}

/** What any `Pix` must do, whoever stands behind it. */
export function pixSuite(name: string, start: () => Promise<PixSubject>): void {
  describe(`Pix by ${name}`, () => {
    let subject: PixSubject;
    beforeEach(async () => {
      subject = await start();
    });
    afterEach(() => subject.close());

    it('charges the exact amount and gives what a customer needs to pay it', async () => {
      const { pix, credentials } = subject;
      const charge = await pix.createCharge(credentials, newCharge({ amount_cents: 123_457 }));
      expect(charge).toMatchObject({ amount_cents: 123_457, status: 'pending' });
      expect(charge.br_code).toMatch(/^000201.*6304[0-9A-F]{4}$/);
      expect(charge.qr_image).toMatch(/^data:image\/png;base64,/);
    });

    it('lets a charge expire when it was told to', async () => {
      const { pix, credentials } = subject;
      const before = Date.now();
      const charge = await pix.createCharge(credentials, newCharge({ expires_in_s: 900 }));
      const lives_ms = Date.parse(charge.expires_at ?? '') - before;
      expect(lives_ms).toBeGreaterThanOrEqual(899_000);
      expect(lives_ms).toBeLessThan(930_000);
    });

    it('re-reads a charge as it was made, metadata included', async () => {
      const { pix, credentials } = subject;
      const wanted = newCharge();
      const charge = await pix.createCharge(credentials, wanted);
      expect(await pix.getCharge(credentials, charge.id)).toEqual(charge);
      expect(charge.metadata).toEqual(wanted.metadata);
    });

    it('tells paid from expired', async () => {
      const { pix, credentials } = subject;
      const [paid, expired] = [
        await pix.createCharge(credentials, newCharge()),
        await pix.createCharge(credentials, newCharge()),
      ];
      await subject.pay(paid.id);
      await subject.expire(expired.id);
      expect((await pix.getCharge(credentials, paid.id))?.status).toBe('paid');
      expect((await pix.getCharge(credentials, expired.id))?.status).toBe('expired');
    });

    it('answers null for a charge it does not know or that another merchant made', async () => {
      const { pix, credentials, other_credentials } = subject;
      const charge = await pix.createCharge(credentials, newCharge());
      expect(await pix.getCharge(credentials, 'pix_char_nobody')).toBeNull();
      expect(await pix.getCharge(credentials, '')).toBeNull();
      expect(await pix.getCharge(other_credentials, charge.id)).toBeNull();
    });

    it('refuses a bad key, and does not repeat it', async () => {
      const api_key = 'abc_dev_stolen_key';
      const error = await failureOf(subject.pix.createCharge({ api_key }, newCharge()));
      expect(error).toMatchObject({ code: 'key_refused', outcome: 'refused', final: true });
      expect(error.message).not.toContain(api_key);
      expect(subject.held()).toBe(0);
    });

    it('refuses an amount of nothing', async () => {
      const { pix, credentials } = subject;
      const error = await failureOf(pix.createCharge(credentials, newCharge({ amount_cents: 0 })));
      expect(error).toMatchObject({ outcome: 'refused', final: true });
      expect(subject.held()).toBe(0);
    });

    it('says unknown when the answer was lost, charges once, and finds the charge by its attempt', async () => {
      const { pix, credentials } = subject;
      const wanted = newCharge({ amount_cents: 4_990 });
      await pix.createCharge(credentials, newCharge());
      subject.loseNextCreation();

      const error = await failureOf(pix.createCharge(credentials, wanted));
      expect(error.outcome).toBe('unknown');
      expect(subject.held()).toBe(2);

      const found = await pix.findByAttempt(credentials, wanted.metadata.attempt_id);
      expect(found).toMatchObject({ amount_cents: 4_990, metadata: wanted.metadata });
      expect(found?.br_code).toMatch(/^000201/);
    });

    it.each(['paid', 'expired'] as const)(
      'finds a charge by its attempt also when it is %s',
      async (status) => {
        const { pix, credentials } = subject;
        const wanted = newCharge();
        const { id } = await pix.createCharge(credentials, wanted);
        await (status === 'paid' ? subject.pay(id) : subject.expire(id));
        expect(await pix.findByAttempt(credentials, wanted.metadata.attempt_id)).toMatchObject({
          id,
          status,
        });
      },
    );

    it('finds nothing for an attempt that never charged, nor one of another merchant', async () => {
      const { pix, credentials, other_credentials } = subject;
      const wanted = newCharge();
      await pix.createCharge(other_credentials, wanted);
      expect(await pix.findByAttempt(credentials, wanted.metadata.attempt_id)).toBeNull();
      expect(await pix.findByAttempt(credentials, randomUUID())).toBeNull();
    });

    it('gives a paid charge back, whole, and once however often it is asked', async () => {
      const { pix, credentials } = subject;
      const { id } = await pix.createCharge(credentials, newCharge());
      await subject.pay(id);
      expect(await pix.refundCharge(credentials, id, 'desistiu')).toEqual({ refusal: null });
      expect(await pix.getCharge(credentials, id)).toMatchObject({ status: 'refunded' });
      expect(await pix.refundCharge(credentials, id, 'desistiu')).toEqual({ refusal: null });
    });

    it('says why it gives nothing back', async () => {
      const { pix, credentials, other_credentials } = subject;
      const { id } = await pix.createCharge(credentials, newCharge());
      expect(await pix.refundCharge(credentials, id, 'x')).toEqual({ refusal: 'not_refundable' });
      await subject.pay(id);
      expect(await pix.refundCharge(other_credentials, id, 'x')).toEqual({ refusal: 'not_refundable' });
      await subject.dispute(id);
      expect(await pix.refundCharge(credentials, id, 'x')).toEqual({ refusal: 'under_dispute' });
    });

    it('does nothing for a caller that has given up already', async () => {
      const { pix, credentials } = subject;
      const error = await failureOf(pix.createCharge(credentials, newCharge(), AbortSignal.abort()));
      expect(error).toMatchObject({ outcome: 'refused', final: false });
      expect(subject.held()).toBe(0);
    });

    it('lets a caller give up waiting, and says unknown', async () => {
      const { pix, credentials } = subject;
      subject.slowNextCreation(60_000);
      const giving_up = new AbortController();
      const charging = failureOf(pix.createCharge(credentials, newCharge(), giving_up.signal));
      await expect.poll(() => subject.held()).toBe(1);
      giving_up.abort();
      expect((await charging).outcome).toBe('unknown');
    });
  });
}

function newCharge(fields: Partial<NewPixCharge> = {}): NewPixCharge {
  const attempt_id = randomUUID();
  return {
    amount_cents: 1_990,
    description: 'Pedido #1042',
    expires_in_s: 1_800,
    external_id: attempt_id,
    metadata: { order_id: randomUUID(), attempt_id },
    ...fields,
  };
}
