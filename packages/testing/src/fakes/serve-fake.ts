import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** What every handler of a fake finds in `c.env`: Node's own request, so that a fault can cut its connection. */
export interface FakeEnv {
  Bindings: HttpBindings;
}

export interface ServedFake {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  /** Cuts every open connection and frees the port; a second time it does nothing. */
  close(): Promise<void>;
}

/** Serves an app on loopback; port 0 takes any free one. Rejects when the port is taken. */
export async function serveFake(app: Hono<FakeEnv>, port = 0): Promise<ServedFake> {
  // Safe because without `createServer` the adaptor makes a plain HTTP/1.1 server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  // Safe because a listening TCP server has an address with a port.
  const address = server.address() as AddressInfo;
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
}
