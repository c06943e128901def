import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowOnce, type KeyedRequest } from './idempotency.ts';
import { newId } from './ids.ts';
import { type Notes, openNotes } from './notes.fixture.ts';
import { idempotency_keys } from './tables.ts';

const LEASE_MS = 300;
let notes: Notes;
beforeAll(async () => {
  notes = await openNotes();
});
afterAll(() => notes?.close());

const request = (): KeyedRequest => ({ company_id: newId(), key: newId(), op: 'note.send', input: {} });
const once = (asked: KeyedRequest, run: () => Promise<string>) => flowOnce(notes.db, asked, run, LEASE_MS);

describe("a flow's key", () => {
  it('stays taken for as long as it runs, however long', async () => {
    const asked = request();
    const end = Promise.withResolvers<string>();
    const running = once(asked, () => end.promise);
    const again = () => once(asked, async () => 'twice').catch((error) => error.reason);
    for (let lease = 0; lease < 4; lease += 1) {
      await pause(LEASE_MS / 2);
      expect(await again()).toBe('idempotency.in_flight');
    }
    end.resolve('once');
    expect(await running).toBe('once');
    expect(await again()).toBe('once');
  });

  it('is free again when the lease of a process that died has run out', async () => {
    const asked = request();
    await once(asked, async () => 'first');
    const left = { response: null, lease_until: new Date(Date.now() - 1_000).toISOString() };
    await notes.db.update(idempotency_keys).set(left).where(eq(idempotency_keys.key, asked.key));
    expect(await once(asked, async () => 'second')).toBe('second');
  });
});
