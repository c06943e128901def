import { type AppError, toAppError } from './errors.ts';
import type { WatchEvent } from './operation.ts';

type Events = AsyncIterable<WatchEvent<unknown>>;

const cut = () => new DOMException('Begin again after the last event.', 'AbortError');

/** Whether the events ended only so that their caller begins again. */
export const isCut = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'AbortError';

/**
 * The events of a handler, each checked, until `signal`: then whoever waits for the next one hears an `AbortError`
 * at once, whatever the handler waits for.
 */
export async function* until(
  signal: AbortSignal,
  events: Events,
  check: (data: unknown) => unknown,
): Events & AsyncGenerator {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => undefined);
  const abort = () => reject(cut());
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  const iterator = events[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done && signal.aborted) throw cut();
      if (next.done) return;
      const { id, data } = next.value;
      yield { id, data: check(data) };
    }
  } finally {
    signal.removeEventListener('abort', abort);
    iterator.return?.().catch(() => undefined);
  }
}

/** Tells how it ended; a cut and a caller that hung up are good ends. */
export async function* endingTold(
  events: Events,
  ended: (failure: AppError | undefined) => void,
): Events & AsyncGenerator {
  let failure: AppError | undefined;
  try {
    yield* events;
  } catch (thrown) {
    if (isCut(thrown)) throw thrown;
    failure = toAppError(thrown);
    throw failure;
  } finally {
    ended(failure);
  }
}
