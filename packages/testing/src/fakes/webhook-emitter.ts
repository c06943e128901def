import { pause } from './pause.ts';

export interface RetryPolicy {
  /** How often one delivery is tried in all. */
  attempts: number;
  /** Before the second attempt, in ms; doubled each time up to `max_delay_ms`. */
  base_delay_ms: number;
  max_delay_ms: number;
  /** How long one attempt may take, in ms. */
  timeout_ms: number;
  /** Statuses after which it is not tried again. */
  final_statuses: readonly number[];
}

export interface Delivery {
  url: string;
  headers: Record<string, string>;
  /** The exact bytes that were signed. */
  body: string;
  /** How many equal copies leave at the same time. */
  copies?: number;
  /** Deliveries of one lane leave one after another, each when the one before is done or given up. */
  lane?: string;
}

export interface WebhookEmitter {
  /** For each copy the status of every attempt, 0 where nobody answered. Never rejects. */
  deliver(delivery: Delivery): Promise<number[][]>;
  /** Ends attempts and waits; what was not delivered is lost, as it is with the real ones. */
  close(): Promise<void>;
}

/** Posts webhooks and tries again on anything but 2xx. */
export function createWebhookEmitter(policy: RetryPolicy): WebhookEmitter {
  const closing = new AbortController();
  const under_way = new Set<Promise<unknown>>();
  const lanes = new Map<string, Promise<unknown>>();

  async function attempt({ url, headers, body }: Delivery): Promise<number> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(policy.timeout_ms)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  async function deliverOne(delivery: Delivery): Promise<number[]> {
    const statuses: number[] = [];
    while (statuses.length < policy.attempts && !closing.signal.aborted) {
      const status = await attempt(delivery);
      statuses.push(status);
      if ((status >= 200 && status < 300) || policy.final_statuses.includes(status)) break;
      if (statuses.length === policy.attempts) break;
      const delay = policy.base_delay_ms * 2 ** (statuses.length - 1);
      await pause(Math.min(delay, policy.max_delay_ms), closing.signal);
    }
    return statuses;
  }

  const deliverCopies = (delivery: Delivery) =>
    Promise.all(Array.from({ length: delivery.copies ?? 1 }, () => deliverOne(delivery)));

  return {
    deliver(delivery) {
      const { lane } = delivery;
      const turn = (lane === undefined ? undefined : lanes.get(lane)) ?? Promise.resolve();
      const done = turn.then(() => deliverCopies(delivery));
      if (lane !== undefined) lanes.set(lane, done);
      under_way.add(done);
      return done.finally(() => under_way.delete(done));
    },
    async close() {
      closing.abort();
      await Promise.all(under_way);
    },
  };
}
