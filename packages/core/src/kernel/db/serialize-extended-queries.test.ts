import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serializeExtendedQueries } from './serialize-extended-queries.ts';
import { watchSession } from './session-watchdog.ts';

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  await pglite.exec('create table notes (body text unique)');
});
afterAll(() => pglite.close());

/** Serves `db` on a port of its own for one test. */
async function serve(db: PGlite) {
  const server = new PGLiteSocketServer({ db, port: 0, maxConnections: 20 });
  await server.start();
  const port = Number(server.getServerConn().split(':').at(-1));
  return { server, port, url: `postgres://postgres@127.0.0.1:${port}/postgres` };
}

const message = (type: string, ...body: (string | number)[]) => {
  const bytes = Buffer.concat(
    body.map((part) => {
      if (typeof part === 'string') return Buffer.from(`${part}\0`);
      const int16 = Buffer.alloc(2);
      int16.writeInt16BE(part);
      return int16;
    }),
  );
  const head = Buffer.alloc(4);
  head.writeInt32BE(bytes.length + 4);
  return Buffer.concat([Buffer.from(type), head, bytes]);
};
const startup = message('', 3, 0, 'user', 'postgres', 'database', 'postgres', '');
const parse = (statement: string) => message('P', '', statement, 0);
const run = [message('B', '', '', 0, 0, 0), message('E', '', 0, 0), message('S')];
const flush = message('H');

/** Reads until a message of that type is whole; answers its body. Keeps what follows for the next read. */
function reader(socket: Socket) {
  let kept = Buffer.alloc(0);
  return async (type: string): Promise<Buffer> => {
    for (;;) {
      const end = kept.length < 5 ? Number.POSITIVE_INFINITY : 1 + kept.readInt32BE(1);
      if (kept.length < end) {
        const [chunk] = await once(socket, 'data');
        kept = Buffer.concat([kept, chunk]);
        continue;
      }
      const [head, body] = [String.fromCharCode(kept[0] ?? 0), kept.subarray(5, end)];
      kept = kept.subarray(end);
      if (head === type) return body;
    }
  };
}

async function dial(port: number) {
  const socket = connect(port, '127.0.0.1');
  const read = reader(socket);
  socket.write(startup);
  await read('Z');
  return { socket, read, send: (...messages: Buffer[]) => socket.write(Buffer.concat(messages)) };
}

/** The one value of the next row: field count (2 bytes), length (4 bytes), text. */
const value = (row: Buffer) => row.subarray(6).toString();

/** One connection prepares `select 1`; before it goes on, another one runs all of `select 2`. */
async function interleave(db: PGlite): Promise<string> {
  const { server, port } = await serve(db);
  const [first, second] = [await dial(port), await dial(port)];
  first.send(parse('select 1'), flush);
  await first.read('1');
  let answered = false;
  const answer = second.read('D').then((row) => {
    answered = true;
    return value(row);
  });
  second.send(parse('select 2'), ...run);
  await vi.waitUntil(() => answered || server.getStats().queuedQueries > 0);
  first.send(...run);
  const result = value(await first.read('D'));
  expect(await answer).toBe('2');
  await server.stop();
  return result;
}

describe('several connections on the one session of PGlite', () => {
  it("keeps a second connection's messages out of an unfinished query", async () => {
    expect(await interleave(serializeExtendedQueries(pglite))).toBe('1');
  });

  it("is needed: the bare server answers with the other connection's query", async () => {
    expect(await interleave(pglite)).toBe('2');
  });

  it('finishes mixed queries, transactions and errors of 10 + 6 connections', async () => {
    const { server, url } = await serve(serializeExtendedQueries(pglite));
    const pools = [10, 6].map((max) => postgres(url, { max, onnotice: () => {} }));
    const tasks = Array.from({ length: 800 }, async (_, n) => {
      const sql = pools[n % 2] ?? expect.unreachable();
      switch (n % 5) {
        case 0: {
          const [row] = await sql`select ${n}::int as n, ${`text ${n}`} as text`;
          return expect(row).toEqual({ n, text: `text ${n}` });
        }
        case 1: {
          const [row] = await sql.unsafe('select $1::int + 1 as n', [n]);
          return expect(row).toEqual({ n: n + 1 });
        }
        case 2:
          return sql.begin(async (tx) => {
            await tx`insert into notes values (${`kept ${n}`})`;
            const [row] = await tx`select body from notes where body = ${`kept ${n}`}`;
            expect(row).toEqual({ body: `kept ${n}` });
          });
        case 3:
          return expect(sql`select ${n}::int / 0`).rejects.toThrow('division by zero');
        default:
          return expect(
            sql.begin(async (tx) => {
              await tx`insert into notes values (${`lost ${n}`})`;
              await tx`insert into notes values (${`lost ${n}`})`;
            }),
          ).rejects.toThrow('duplicate key');
      }
    });
    await Promise.all(tasks);
    const { rows } = await pglite.query('select left(body, 4) as kind, count(*)::int from notes group by 1');
    expect(rows).toEqual([{ kind: 'kept', count: 160 }]);
    await Promise.all(pools.map((sql) => sql.end()));
    await server.stop();
  });

  it.each([
    ['in an open transaction', [message('Q', 'select 1')], 'Z'],
    ['inside a query', [parse('select 1'), flush], '1'],
    ['after an error it never answered', [parse('select nonsense'), flush], 'E'],
  ])('rolls back a connection dropped %s', async (_, last, reply) => {
    const { server, port } = await serve(serializeExtendedQueries(pglite));
    const [dropped, other] = [await dial(port), await dial(port)];
    dropped.send(message('Q', `begin; insert into notes values ('dropped')`));
    await dropped.read('Z');
    dropped.send(...last);
    await dropped.read(reply);
    other.send(parse("select count(*) from notes where body = 'dropped'"), ...run);
    await vi.waitUntil(() => server.getStats().queuedQueries > 0);
    dropped.socket.destroy();
    expect(value(await other.read('D'))).toBe('0');
    await server.stop();
  });

  it('says which statement the connection ran that keeps all others waiting', async () => {
    const { promise: warned, resolve: warn } = Promise.withResolvers<string>();
    const { server, url } = await serve(serializeExtendedQueries(pglite, watchSession(warn, 20)));
    const sql = postgres(url, { max: 1 });
    await sql.begin(async (tx) => {
      await tx`select 42 as held`;
      expect(await warned).toMatch(/kept the embedded database .* last statement: select 42 as held$/);
    });
    await sql.end();
    await server.stop();
  });
});
