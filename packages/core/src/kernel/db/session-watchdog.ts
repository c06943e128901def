import type { MessageListener } from './serialize-extended-queries.ts';

const [PARSE, BIND, QUERY] = [0x50, 0x42, 0x51];

/** The NUL-ended texts at the start of a message's body, cut where a log line would be too long. */
function texts(message: Uint8Array): string[] {
  return Buffer.from(message.subarray(5, 500)).toString('utf8').split('\0');
}

/**
 * Watches who keeps the one session of the embedded database: after `after_ms` it warns with the last
 * statement of that connection, since everyone else is waiting for it.
 */
export function watchSession(warn: (line: string) => void, after_ms = 5_000): MessageListener {
  const prepared = new Map<string, string>();
  let statement = 'none';
  let timer: NodeJS.Timeout | undefined;
  const bark = () =>
    warn(
      `One connection has kept the embedded database to itself for ${after_ms / 1000} s, in a transaction or an ` +
        `unfinished query; all others wait. Its last statement: ${statement}`,
    );
  return (message, held) => {
    if (message[0] === QUERY) [statement = ''] = texts(message);
    else if (message[0] === PARSE) {
      const [name = '', text = ''] = texts(message);
      statement = text;
      if (name) prepared.set(name, text);
    } else if (message[0] === BIND) {
      const [, name = ''] = texts(message);
      statement = prepared.get(name) ?? statement;
    }
    if (held) timer ??= setTimeout(bark, after_ms).unref();
    else {
      clearTimeout(timer);
      timer = undefined;
    }
  };
}
