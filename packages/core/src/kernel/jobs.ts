import { sql } from 'drizzle-orm';
import type { Tx } from './db/open-database.ts';
import { newId } from './ids.ts';
import type { EnqueueOptions } from './operation.ts';

/** Scopes our rows in the durable engine's tables. */
export const APPLICATION = 'vek1';
export const JOB_QUEUE = 'jobs';
export const JOB_WORKFLOW = 'run';

/** What the durable engine keeps of a job: ids only, no personal text, no secret. */
export interface JobEnvelope {
  op: string;
  input: unknown;
  company_id: string | null;
  cause: string;
  trace: string;
  /** How often it has failed so far. */
  tries?: number;
}

/** The one place that knows how a job is enqueued: in the caller's transaction, committed with it or not at all. */
export async function enqueueJob(
  tx: Pick<Tx, 'execute'>,
  envelope: JobEnvelope,
  options: EnqueueOptions = {},
): Promise<void> {
  const id = options.key ?? newId();
  const at =
    typeof options.at === 'number' ? Date.now() + options.at : options.at ? Date.parse(options.at) : null;
  await tx.execute(sql`
    select dbos.enqueue_workflow(
      workflow_name => ${JOB_WORKFLOW},
      queue_name => ${JOB_QUEUE},
      positional_args => array[${JSON.stringify(envelope)}::json],
      workflow_id => ${id},
      queue_partition_key => ${options.about ?? id},
      delay_until_epoch_ms => ${at}::bigint,
      application_name => ${APPLICATION}
    )`);
}
