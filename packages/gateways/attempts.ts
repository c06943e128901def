import { setTimeout as wait } from 'node:timers/promises';
import { GatewayError } from '@vek1/core/ports/gateway-error';

/** A failure worth judging: another attempt may help, and it may count against the party. */
export class AttemptFailed extends Error {
  readonly failure: GatewayError;
  readonly transient: boolean;
  readonly silence: boolean;

  constructor(failure: GatewayError, kind: { transient: boolean; silence: boolean }) {
    super(failure.message);
    this.failure = failure;
    this.transient = kind.transient;
    this.silence = kind.silence;
  }
}

export interface BreakerOptions {
  /** How many silences in a row, of all callers together, stop the asking. */
  silences: number;
  /** For how long nobody asks then, in ms; afterwards one caller tries. */
  rest_ms: number;
}

export interface Party {
  /** Its name in errors. */
  gateway: string;
  /** Before the second attempt, with jitter; it doubles. */
  first_wait_ms: number;
  /** Asked to wait longer than this, it fails at once with what was asked. */
  longest_wait_ms: number;
  breaker?: BreakerOptions;
}

export interface Attempts {
  /**
   * Makes up to `1 + retries` attempts. An `AttemptFailed` is judged and leaves as its `GatewayError`;
   * anything else leaves as it is. A party that kept silent is not asked at all.
   */
  make<T>(attempt: () => Promise<T>, options: { retries: number; signal?: AbortSignal }): Promise<T>;
  /** Whether nobody asks it now. */
  rests(): boolean;
}

const BREAKER: BreakerOptions = { silences: 5, rest_ms: 15_000 };

/** Retries with jitter under a circuit breaker, for all callers of one party. */
export function createAttempts(party: Party): Attempts {
  const breaker = createBreaker(party.breaker ?? BREAKER);

  return {
    rests: () => breaker.rests(),
    async make(attempt, { retries, signal }) {
      for (let made = 0; ; made += 1) {
        const rest_ms = breaker.leaveAlone();
        if (rest_ms > 0) throw silent(party.gateway, rest_ms);
        try {
          const answer = await attempt();
          breaker.heard();
          return answer;
        } catch (error) {
          if (!(error instanceof AttemptFailed)) throw error;
          const { failure, transient, silence } = error;
          if (silence) breaker.silence();
          else breaker.heard();
          // Half of the pause is jitter: it keeps callers from coming back together.
          const jitter_ms = (party.first_wait_ms * 2 ** made) / 2;
          const least_ms = failure.retry_after_ms ?? jitter_ms;
          if (!transient || made === retries || least_ms > party.longest_wait_ms) throw failure;
          await wait(least_ms + Math.random() * jitter_ms, undefined, { signal }).catch(() => {
            throw failure;
          });
        }
      }
    },
  };
}

const silent = (gateway: string, rest_ms: number) =>
  new GatewayError({
    code: 'gateway_failed',
    gateway,
    outcome: 'refused',
    message: `${gateway}: not asked, it has not answered lately`,
    retry_after_ms: Math.ceil(rest_ms),
  });

/** Stops asking a party that keeps silent; after a rest one caller at a time tries whether it is back. */
function createBreaker({ silences, rest_ms }: BreakerOptions) {
  let in_a_row = 0;
  let rests_until = 0;
  return {
    rests: () => in_a_row >= silences && performance.now() < rests_until,
    /** How long to leave it alone, in ms; 0 lets this caller through. */
    leaveAlone(): number {
      if (in_a_row < silences) return 0;
      const now = performance.now();
      if (now < rests_until) return rests_until - now;
      rests_until = now + rest_ms;
      return 0;
    },
    heard(): void {
      in_a_row = 0;
    },
    silence(): void {
      in_a_row += 1;
      if (in_a_row >= silences) rests_until = performance.now() + rest_ms;
    },
  };
}
