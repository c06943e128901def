import type { Sql } from 'postgres';
import { eventually } from './eventually.ts';

/** Waits until no job runs or is due; timers may lie ahead. */
export const settled = (sql: Sql, within_ms = 30_000): Promise<void> =>
  eventually(async () => {
    const busy = await sql<{ op: string; status: string }[]>`
      select i.inputs::json -> 'positionalArgs' -> 0 ->> 'op' as op, w.status
        from dbos.workflow_status w join dbos.workflow_input i using (workflow_uuid)
       where w.status in ('ENQUEUED', 'PENDING')
          or (w.status = 'DELAYED' and w.delay_until_epoch_ms <= extract(epoch from clock_timestamp()) * 1000)`;
    if (busy.length > 0) throw new Error(`not done: ${busy.map(({ op, status }) => `${op} ${status}`)}`);
  }, within_ms);
