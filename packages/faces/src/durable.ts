import { setTimeout as pause } from 'node:timers/promises';
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
  /**
   * Jobs that run at once in this process. Default 50: most of a job is waiting for a model or a gateway, each poll
   * (100 ms) starts no more than are free, and the database's pool bounds what really happens at once.
   */
  concurrency?: number;
  /** Tries after a failure that may pass; the pause before them doubles from 1 s, or is what the failure asks for. Default 8. */
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

/** Never settling leaves the row pending, and another process begins it again. */
const forNextProcess = () => new Promise<never>(() => undefined);

/** Before the number of a job's next try. */
const RETRY = '~';
const FIRST_PAUSE_MS = 1_000;
/** Whoever asks for more is asked again all the same. */
const LONGEST_ASKED_MS = 15 * 60_000;

const pauseBefore = (tries: number, { retry_after_s = 0 }: AppError): number =>
  Math.max(FIRST_PAUSE_MS * 2 ** (tries - 1), Math.min(retry_after_s * 1_000, LONGEST_ASKED_MS));

/** Runs every job of the house: one generic workflow that runs an operation by name as a service. */
export async function startDurable(parts: DurableParts): Promise<Durable> {
  const { sql, runner, log, executor_id, silent_after_ms = 30_000, concurrency = 50, attempts = 8 } = parts;
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
      // A stop is no failure.
      if (stopping.signal.aborted) return forNextProcess();
      throw error;
    }
  }

  /** Another try is another job, later: while it waits it holds up neither this process nor its partition. */
  async function tryAgain(id: string, job: JobEnvelope, tries: number, at: number): Promise<void> {
    const [row] = await sql`
      select queue_partition_key as about from dbos.workflow_status where workflow_uuid = ${id}`;
    const key = `${id.split(RETRY)[0]}${RETRY}${tries}`;
    await enqueueJob(parts.db, { ...job, tries }, { key, about: row?.about, at });
  }

  async function endFailed(id: string, job: JobEnvelope, error: AppError): Promise<void> {
    const tries = (job.tries ?? 0) + 1;
    if (tries <= attempts && PASSING.has(error.code))
      return tryAgain(id, job, tries, pauseBefore(tries, error));
    log.error({ op: job.op, trace: job.trace, code: error.code, reason: error.reason }, 'job exhausted');
    await parts.onExhausted(job, error);
  }

  /** What a failed job leaves is written as soon as the database is there: it may be what failed. */
  async function whenever(write: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await write();
      } catch (thrown) {
        if (stopping.signal.aborted) return forNextProcess();
        if (toAppError(thrown).code !== 'service_unavailable') throw thrown;
        await pause(FIRST_PAUSE_MS);
      }
    }
  }

  DBOS.registerWorkflow(
    async (job: JobEnvelope) => {
      try {
        // No step of DBOS's own: a job is one, and what is begun again after a crash is the whole of it.
        await runJob(job);
      } catch (thrown) {
        const id = DBOS.workflowID ?? newId();
        await whenever(() => endFailed(id, job, toAppError(thrown)));
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
