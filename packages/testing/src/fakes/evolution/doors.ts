import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Faults } from '../faults.ts';
import type { FakeEnv } from '../serve-fake.ts';
import type { EvolutionBook, Instance } from './book.ts';
import { EvolutionRefusal, evolutionError } from './refusal.ts';

/** The names faults know the routes by. */
export const ROUTES = [
  'create',
  'connect',
  'connectionState',
  'fetchInstances',
  'webhook',
  'sendText',
  'sendMedia',
  'sendWhatsAppAudio',
  'whatsappNumbers',
  'getBase64FromMediaMessage',
  'markMessageAsRead',
  'sendPresence',
] as const;

/** What all doors of the server share. */
export interface Server {
  /** The global key. */
  api_key: string;
  book: EvolutionBook;
  faults: Faults;
  /** Sends a webhook behind the door's back. */
  emit: (instance: Instance, event: string, data: unknown) => void;
  /** ms */
  now: () => number;
  /** Ends waiting. */
  closing: AbortSignal;
}

export interface InstanceEnv extends FakeEnv {
  Variables: { instance: Instance };
}

/** An app whose errors are the server's. */
export function doors<Env extends FakeEnv>(): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => evolutionError(error, c));
  return app;
}

/** Lets in who names an instance that exists, with the global key or the instance's own: in this order. */
export function instanceGuard({ book, api_key }: Server) {
  return createMiddleware<InstanceEnv>(async (c, next) => {
    const name = c.req.param('name') ?? '';
    const instance = book.find(name);
    if (!instance) throw new EvolutionRefusal(404, [`The "${name}" instance does not exist`]);
    const key = c.req.header('apikey');
    if (key !== api_key && key !== instance.token) throw new EvolutionRefusal(401, 'Unauthorized');
    c.set('instance', instance);
    await next();
  });
}
