import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@vek1/core/kernel/db/open-database';
import { newId } from '@vek1/core/kernel/ids';
import { enqueueJob } from '@vek1/core/kernel/jobs';
import { order } from '@vek1/core/order';
import { payment } from '@vek1/core/payment';

/**
 * Time runs faster here, never backwards: what would come after a minute comes after seconds. What is waited for
 * stays longer than what it waits for: no claim ends while the call it was taken for may still run (15 s).
 */
export function startClock({ sql, db }: Pick<Database, 'sql' | 'db'>) {
  const stopped = new AbortController();

  async function tick(): Promise<void> {
    // A claim lasts 60 s, the call it is taken for 15 s at most.
    await sql`
      update payment_attempts set claimed_until = now() - interval '1 s'
       where status = 'requested' and claimed_until between now() and now() + interval '42 s'`;
    await sql`
      update payments set refund_claimed_until = now() - interval '1 s'
       where status = 'refund_pending' and refund_claimed_until between now() and now() + interval '42 s'`;
    // The backstops of half a minute and five seconds.
    await sql`
      update dbos.workflow_status set delay_until_epoch_ms = 0
       where status = 'DELAYED' and workflow_uuid like 'charge:%' and created_at < (extract(epoch from now()) - 5) * 1000`;
    // A charge is looked at half a minute after the last look instead of three, and more.
    await sql`
      update payment_attempts set next_look_at = now()
       where next_look_at between now() and now() + interval '150 s'`;
    // What a job that failed for good has left is swept after half a minute instead of five.
    await sql`
      update payments set recorded_at = recorded_at - interval '5 min'
       where status = 'recorded' and recorded_at < now() - interval '30 s'`;
    // A killed process is noticed after 8 s of silence instead of 30.
    await sql`delete from processes where seen_at < now() - interval '8 s'`;
    for (const { name } of [payment.watchCharges, order.sweep]) {
      const job = { op: name, input: {}, company_id: null, cause: 'proof', trace: newId() };
      await enqueueJob(db, job, { about: name });
    }
  }

  const running = (async () => {
    while (!stopped.signal.aborted) {
      await tick();
      await pause(2_000, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  })();

  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

/** The time to pay these orders is over. */
export async function runOut({ sql }: Pick<Database, 'sql'>, order_ids: readonly string[]): Promise<void> {
  await sql`update payment_attempts set expires_at = now() - interval '1 s' where order_id = any(${[...order_ids]}::uuid[])`;
  await sql`
    update dbos.workflow_status set delay_until_epoch_ms = 0
     where status = 'DELAYED' and queue_partition_key = any(${[...order_ids]}) and workflow_uuid like 'expire:%'`;
}
