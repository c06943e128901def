import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import type { FakeEnv } from './serve-fake.ts';

/** The fake can't do what its control surface was asked to. Thrown by its methods, answered by its routes. */
export class ControlRefusal extends Error {
  readonly status: 404 | 409;

  constructor(status: 404 | 409, message: string) {
    super(message);
    this.name = 'ControlRefusal';
    this.status = status;
  }
}

/** The part of `/__fake` every fake has: faults, and errors as `{ error }`. */
export function controlSurface(faults: Faults): Hono<FakeEnv> {
  const control = new Hono<FakeEnv>();
  control.onError((error, c) => {
    if (error instanceof ControlRefusal) return c.json({ error: error.message }, error.status);
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 422);
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    return c.json({ error: String(error) }, 500);
  });
  control.get('/faults', (c) => c.json({ items: faults.pending() }));
  control.post('/faults', async (c) => {
    faults.add(await readBody(c));
    return c.json({ items: faults.pending() }, 201);
  });
  control.delete('/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  return control;
}

/** The JSON body, `{}` where there is none. Throws 400 where it is no JSON. */
export async function readBody(c: { req: { text(): Promise<string> } }): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new HTTPException(400, { message: 'the body is no JSON' });
  }
}
