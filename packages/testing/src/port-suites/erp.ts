import type { Erp } from '@vek1/core/ports/erp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';

/** A way to merchants' addresses, and somebody at the other end. */
export interface ErpSubject {
  erp: Erp;
  /** Takes signed events. */
  url: string;
  /** Sends whoever calls on to `url`. */
  moved_url: string;
  /** Answers without end. */
  endless_url: string;
  /** Nobody listens there. */
  dead_url: string;
  /** A body with its headers, as vek1 signs it. */
  signed(body: string): Record<string, string>;
  /** Ids of the events that were taken, in order. */
  received(): string[];
  answerNext(answer: { status: number; body?: unknown }): void;
  /** Takes the next event and never answers. */
  cutNext(): void;
  /** Takes the next event and answers after `ms`. */
  slowNext(ms: number): void;
  close(): Promise<void>;
}

const event = (event_id: string) =>
  JSON.stringify({
    event_id,
    event: 'stock.adjusted',
    occurred_at: '2026-11-21T12:00:00.000Z',
    store_id: 'store',
    order_id: null,
    items: [{ sku: 'CAFÉ-1', delta: -2, resulting: 10 }],
  });

/** What any `Erp` must do, whoever stands behind it. */
export function erpSuite(name: string, start: () => Promise<ErpSubject>): void {
  describe(`Erp by ${name}`, () => {
    let subject: ErpSubject;
    beforeEach(async () => {
      subject = await start();
    });
    afterEach(() => subject.close());

    const post = (id: string, url = subject.url, signal?: AbortSignal) => {
      const body = event(id);
      return subject.erp.post({ url, headers: subject.signed(body), body }, signal);
    };

    it('delivers to the byte what was signed', async () => {
      expect(await post('e1')).toMatchObject({ status: 200, failure: null });
      expect(subject.received()).toEqual(['e1']);
    });

    it.each([201, 401, 404, 422, 500, 503])('takes %i for an answer as any other', async (status) => {
      subject.answerNext({ status, body: { error: 'não deu' } });
      const answer = await post('e1');
      expect(answer).toMatchObject({ status, failure: null, body: '{"error":"não deu"}' });
      expect(answer.latency_ms).toBeGreaterThanOrEqual(0);
    });

    it('answers the first 200 characters of the body, and reads no endless one', async () => {
      subject.answerNext({ status: 200, body: { text: 'ã'.repeat(10_000) } });
      expect((await post('e1')).body).toMatch(/^\{"text":"ã{191}$/);
      expect(await post('e2', subject.endless_url)).toMatchObject({ status: 200, failure: null });
    });

    it('follows nobody elsewhere, and says where it was sent', async () => {
      const answer = await post('e1', subject.moved_url);
      expect(answer).toMatchObject({ status: 307, failure: null, detail: expect.stringContaining('/hook') });
      expect(subject.received()).toEqual([]);
    });

    it.each([
      ['nobody listens', () => subject.dead_url, 'refused'],
      ['the name is nobody’s', () => 'http://erp.invalid/hook', 'unknown_host'],
    ])('says so when %s', async (_, url, failure) => {
      expect(await post('e1', url())).toMatchObject({ status: null, failure, detail: expect.any(String) });
    });

    it('says so when the connection is lost, and when the answer is late', async () => {
      subject.cutNext();
      expect(await post('e1')).toMatchObject({ status: null, failure: 'connection_lost' });
      subject.slowNext(60_000);
      expect(await post('e2')).toMatchObject({ status: null, failure: 'timeout' });
    });

    it('lets a caller give up waiting', async () => {
      subject.slowNext(60_000);
      const giving_up = new AbortController();
      const posting = failureOf(post('e1', subject.url, giving_up.signal));
      await expect.poll(() => subject.received()).toEqual(['e1']);
      giving_up.abort();
      expect(await posting).toMatchObject({ gateway: 'erp', outcome: 'unknown' });
    });
  });
}
