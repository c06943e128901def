import { randomBytes } from 'node:crypto';
import { internal } from '@vek1/core/kernel/access';
import { createVault } from '@vek1/core/kernel/crypto';
import { type Database, openDatabase } from '@vek1/core/kernel/db/open-database';
import { AppError } from '@vek1/core/kernel/errors';
import { newId } from '@vek1/core/kernel/ids';
import { enqueueJob } from '@vek1/core/kernel/jobs';
import { flow, type Settings } from '@vek1/core/kernel/operation';
import { createRunner } from '@vek1/core/kernel/runner';
import type { Gateways } from '@vek1/core/ports/gateways';
import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { eventually } from '@vek1/testing/eventually';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Durable, startDurable } from './durable.ts';

/** Which jobs ran, in order. */
const ran: string[] = [];
const exhausted: string[] = [];
/** Before its gateway is back, each fails so often. */
const failures = new Map<string, number>();
let rang = 0;

const work = flow({
  name: 'thing.work',
  summary: 'Fails as often as the test wants',
  access: internal.global,
  input: z.strictObject({
    thing: z.string(),
    why: z.enum(['service_unavailable', 'not_found']).optional(),
    retry_after_s: z.int().optional(),
  }),
  output: z.object({}),
}).handle(async (_, { thing, why = 'service_unavailable', retry_after_s }) => {
  ran.push(thing);
  const left = failures.get(thing) ?? 0;
  failures.set(thing, left - 1);
  if (left > 0) throw new AppError(why, 'Not now.', { retry_after_s });
  return {};
});
const ring = flow({
  name: 'thing.ring',
  summary: 'Runs by the clock',
  access: internal.global,
  input: z.strictObject({}),
  output: z.object({}),
}).handle(async () => {
  rang += 1;
  return {};
});

let test_database: TestDatabase;
let database: Database;
let durable: Durable;
beforeAll(async () => {
  test_database = await createTestDatabase();
  database = openDatabase({ url: test_database.url, pool: 4 });
  const log = pino({ level: 'silent' });
  durable = await startDurable({
    database_url: test_database.url,
    sql: database.sql,
    db: database.db,
    operations: [work, ring],
    schedules: [{ operation: ring, every_s: 3_600 }],
    runner: createRunner({
      db: database.db,
      gateways: {} as Gateways, // nothing here reaches for one
      vault: createVault(new Map([['test', randomBytes(32)]])),
      settings: {} as Settings, // nor for a setting
      companyOfStore: async () => null,
      subscriptions: [],
      log,
    }),
    log,
    executor_id: newId(),
    attempts: 2,
    onExhausted: async (job, error) => {
      exhausted.push(`${(job.input as { thing: string }).thing}: ${error.code}`);
    },
  });
});
afterAll(async () => {
  await durable?.close();
  await database?.close();
  await test_database?.close();
});

const enqueue = (input: { thing: string; why?: string; retry_after_s?: number }, about = input.thing) =>
  enqueueJob(
    database.db,
    { op: work.name, input, company_id: null, cause: 'test', trace: newId() },
    { key: input.thing, about },
  );
const times = (thing: string) => ran.filter((one) => one === thing).length;

describe('a job that fails', () => {
  it('for a reason that may pass is tried again, and lets others of its partition go first meanwhile', async () => {
    failures.set('flaky', 2);
    await enqueue({ thing: 'flaky' }, 'one-partition');
    await eventually(() => expect(times('flaky')).toBe(1));
    await enqueue({ thing: 'behind' }, 'one-partition');
    await eventually(() => expect(times('flaky')).toBe(3));
    expect(ran.indexOf('behind')).toBeLessThan(ran.lastIndexOf('flaky'));
    expect(exhausted).toEqual([]);
  });

  it('waits for its next try in the database, not in the process', async () => {
    failures.set('patient', 1);
    await enqueue({ thing: 'patient' });
    await eventually(async () => {
      const rows = await database.sql`
        select workflow_uuid, status, queue_partition_key from dbos.workflow_status where workflow_uuid like 'patient%' order by 1`;
      expect(rows).toMatchObject([
        { workflow_uuid: 'patient', status: 'SUCCESS' },
        { workflow_uuid: 'patient~1', queue_partition_key: 'patient' },
      ]);
    });
    await eventually(() => expect(times('patient')).toBe(2));
  });

  it.each([
    [90, 90],
    [86_400, 900],
  ])('and says to come again in %i s, is tried again in %i', async (retry_after_s, pause_s) => {
    const thing = `busy-${retry_after_s}`;
    failures.set(thing, 1);
    await enqueue({ thing, retry_after_s });
    await eventually(async () => {
      const [next] = await database.sql`
        select (delay_until_epoch_ms - created_at) / 1000.0 as pause_s from dbos.workflow_status
         where workflow_uuid = ${`${thing}~1`} and status = 'DELAYED'`;
      expect(Math.abs(Number(next?.pause_s) - pause_s)).toBeLessThan(5);
    });
  });

  it('again and again is given up, and told once', async () => {
    failures.set('hopeless', 99);
    await enqueue({ thing: 'hopeless' });
    await eventually(() => expect(exhausted).toContain('hopeless: service_unavailable'));
    expect(times('hopeless')).toBe(3);
  });

  it('for a reason that stays is not tried again', async () => {
    failures.set('wrong', 99);
    await enqueue({ thing: 'wrong', why: 'not_found' });
    await eventually(() => expect(exhausted).toContain('wrong: not_found'));
    expect(times('wrong')).toBe(1);
  });
});

describe('the clock', () => {
  it('rings a schedule once a turn, whoever looks at it', async () => {
    await eventually(() => expect(rang).toBe(1));
    const turns = await database.sql`
      select workflow_uuid from dbos.workflow_status where workflow_uuid like 'thing.ring:%'`;
    expect(turns).toHaveLength(1);
  });
});
