import dbos from '@dbos-inc/dbos-sdk';
import type { ServiceActor } from '@vek1/core/kernel/actor';
import type { Db } from '@vek1/core/kernel/db/open-database';
import { AppError, toAppError } from '@vek1/core/kernel/errors';
import { newId } from '@vek1/core/kernel/ids';
import { APPLICATION, enqueueJob, JOB_QUEUE, JOB_WORKFLOW, type JobEnvelope } from '@vek1/core/kernel/jobs';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import type { Runner } from '@vek1/core/kernel/runner';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';

const { DBOS } = dbos;

export interface DurableParts {
  database_url: string;
  /** The same database, for the processes' signs of life. */
  sql: Sql;
  db: Db;
  operations: readonly AnyOperation[];
  /** What runs by the clock, once for all processes. */
  schedules: readonly { operation: { name: string }; every_s: number }[];
  runner: Runner;
  log: Logger;
  /** Unique per boot. */
  executor_id: string;
  /** How long a process may be silent before others take over its work. Default 30,000 ms. */
  silent_after_ms?: number;
  /** Jobs that run at once in this process. Default 10. */
  concurrency?: number;
  /** Retries after a failure that may pass; the pause doubles from 1 s. Default 8. */
  attempts?: number;
  /** A job that will not be tried again. */
  onExhausted: (job: JobEnvelope, error: AppError) => Promise<void>;
}

export interface Durable {
  /** Takes over the work of processes that fell silent. Runs by itself; for tests and for a clean stop. */
  takeOver(): Promise<number>;
  close(): Promise<void>;
}

/** Creates or migrates the durable engine's own schema. */
export const migrateDurable = (database_url: string): Promise<void> => DBOS.migrate(database_url);

const PASSING: ReadonlySet<string> = new Set([
  'internal_error',
  'service_unavailable',
  'too_many_requests',
  'conflict',
]);

/** Runs every job of the house: one generic workflow that runs an operation by name as a service. */
export async function startDurable(parts: DurableParts): Promise<Durable> {
  const { sql, runner, log, executor_id, silent_after_ms = 30_000, concurrency = 10, attempts = 8 } = parts;
  const byName = new Map(parts.operations.map((operation) => [operation.name, operation]));
  const stopping = new AbortController();

  async function runJob(job: JobEnvelope): Promise<null> {
    const operation = byName.get(job.op);
    if (!operation) throw new AppError('not_found', `No operation is named ${job.op}.`);
    const actor: ServiceActor = { kind: 'service', company_id: job.company_id, cause: job.cause };
    try {
      await runner.run(operation, actor, job.input as never, {
        face: 'job',
        trace: job.trace,
        signal: stopping.signal,
      });
      return null;
    } catch (error) {
      // A stop is no failure: never settling leaves the row pending, and another process begins it again.
      if (stopping.signal.aborted) return new Promise<never>(() => undefined);
      throw error;
    }
  }

  DBOS.registerWorkflow(
    async (job: JobEnvelope) => {
      try {
        await DBOS.runStep(() => runJob(job), {
          name: job.op,
          retriesAllowed: attempts > 0,
          maxAttempts: attempts + 1,
          intervalSeconds: 1,
          backoffRate: 2,
          shouldRetry: (error) => PASSING.has(toAppError(error).code),
        });
      } catch (thrown) {
        const error = toAppError(thrown);
        log.error({ op: job.op, trace: job.trace, code: error.code, reason: error.reason }, 'job exhausted');
        await DBOS.runStep(() => parts.onExhausted(job, error).then(() => null), { name: 'exhausted' });
      }
    },
    { name: JOB_WORKFLOW },
  );

  const quiet = () => undefined;
  DBOS.setConfig({
    name: APPLICATION,
    systemDatabaseUrl: parts.database_url,
    executorID: executor_id,
    applicationVersion: '1',
    runMigrations: false,
    // PGlite serves one session: notifications go to whoever is served, so the engine polls.
    useListenNotify: false,
    logger: {
      info: quiet,
      debug: quiet,
      warn: (entry: unknown) => log.warn({ dbos: String(entry) }, 'durable'),
      error: (entry: unknown) => log.error({ dbos: String(entry) }, 'durable'),
    },
  });

  const sayAlive = () => sql`
    insert into processes (executor_id, seen_at) values (${executor_id}, now())
    on conflict (executor_id) do update set seen_at = excluded.seen_at`;

  const takeOver = async (): Promise<number> => {
    const taken = await sql`
      update dbos.workflow_status w
         set status = 'ENQUEUED', started_at_epoch_ms = null, owner_xid = null, executor_id = null
       where w.status = 'PENDING' and w.queue_name = ${JOB_QUEUE}
         and not exists (
           select from processes p
            where p.executor_id = w.executor_id and p.seen_at > now() - ${silent_after_ms} * interval '1 ms')`;
    if (taken.count > 0) log.warn({ jobs: taken.count }, 'took over the jobs of a silent process');
    await sql`delete from processes where seen_at < now() - interval '1 day'`;
    return taken.count;
  };

  /** A turn of a schedule is one job, whichever process's clock comes to it first. */
  const ring = async (): Promise<void> => {
    for (const { operation, every_s } of parts.schedules) {
      const turn = `${operation.name}:${Math.floor(Date.now() / 1000 / every_s)}`;
      if (rung.get(operation.name) === turn) continue;
      const job = { op: operation.name, input: {}, company_id: null, cause: 'schedule', trace: newId() };
      await enqueueJob(parts.db, job, { key: turn, about: operation.name });
      rung.set(operation.name, turn);
    }
  };
  const rung = new Map<string, string>();

  await sayAlive();
  await takeOver();
  await DBOS.launch();
  await DBOS.registerQueue(JOB_QUEUE, {
    partitionConcurrency: 1,
    workerConcurrency: concurrency,
    minPollingIntervalMs: 100,
    onConflict: 'always_update',
  });

  await ring();
  const tick = setInterval(
    () => {
      sayAlive()
        .then(takeOver)
        .then(ring)
        .catch((error: unknown) => log.error({ err: error }, 'sign of life failed'));
    },
    Math.max(200, silent_after_ms / 6),
  );

  return {
    takeOver,
    async close() {
      clearInterval(tick);
      await DBOS.shutdown({ workflowCompletionTimeoutMS: 5_000 });
      stopping.abort();
      // What was still running belongs to nobody now.
      await sql`delete from processes where executor_id = ${executor_id}`;
      await takeOver();
    },
  };
}
