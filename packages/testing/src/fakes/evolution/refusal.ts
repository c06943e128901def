import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
};

/** Evolution says no: its `response.message` is a text or a list of anything. */
export class EvolutionRefusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly said: unknown;

  constructor(status: 400 | 401 | 403 | 404 | 500, said: unknown) {
    super(JSON.stringify(said));
    this.name = 'EvolutionRefusal';
    this.status = status;
    this.said = said;
  }
}

/** The error body of a status. */
export function refusal(status: number, message: unknown) {
  return { status, error: TITLES[status] ?? 'Internal Server Error', response: { message } };
}

/** The `onError` of Evolution's own doors. */
export function evolutionError(error: Error, c: Context): Response {
  if (error instanceof EvolutionRefusal) return c.json(refusal(error.status, error.said), error.status);
  if (error instanceof HTTPException) return c.json(refusal(error.status, [error.message]), error.status);
  return c.json(refusal(500, error.message), 500);
}

/** Parses a body; a wrong one is 400 with the server's list of lists. */
export function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `instance.${path.join('.')} ${message}`);
  throw new EvolutionRefusal(400, [issues]);
}
