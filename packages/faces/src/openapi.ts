import type { Scope } from '@vek1/core/kernel/access';
import { ERROR_CODES, ErrorBody } from '@vek1/core/kernel/errors';
import type { AnyOperation, RestDoor } from '@vek1/core/kernel/operation';
import { z } from 'zod';

type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>;
  required?: string[];
  $defs?: Record<string, Schema>;
};

/** What opens the doors of a scope. */
const SECURITY: Record<Scope, Record<string, string[]>[]> = {
  app: [{ InternalToken: [], ActorUserId: [] }],
  auth: [{ AuthToken: [] }],
  webhook: [{ WebhookToken: [] }],
  hmac: [],
  public: [],
  internal: [],
};

const header = (name: string, description: string) => ({ type: 'apiKey', in: 'header', name, description });

/** Patterns of ids and dates say less than their formats, and an answer may grow fields. */
function readable({ jsonSchema }: { jsonSchema: Schema }): void {
  const schema = jsonSchema;
  if (typeof schema.pattern === 'string' && schema.format) delete schema.pattern;
}

const inputSchema = (contract: z.ZodType): Schema =>
  z.toJSONSchema(contract, {
    io: 'input',
    override: readable as never,
    unrepresentable: 'any',
  }) as Schema;

const outputSchema = (operation: AnyOperation): Schema =>
  z.toJSONSchema(operation.output, {
    io: 'output',
    unrepresentable: 'any',
    override: ((context: { jsonSchema: Schema }) => {
      readable(context);
      if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties;
    }) as never,
  }) as Schema;

/** Splits one input into where it travels: path, query, headers, body. */
function travels(rest: RestDoor, schema: Schema) {
  const { properties = {}, required = [] } = schema;
  const path = new Set([...rest.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const headers = new Map(Object.entries(rest.headers ?? {}).map(([name, key]) => [key, name]));
  const whole = rest.raw_body?.as ?? rest.body_as;
  const place = (key: string) =>
    path.has(key)
      ? 'path'
      : headers.has(key)
        ? 'header'
        : rest.method === 'get' || (whole !== undefined && whole !== key)
          ? 'query'
          : 'body';
  const parameters = Object.entries(properties)
    .filter(([key]) => place(key) !== 'body')
    .map(([key, value]) => ({
      name: headers.get(key) ?? key,
      in: place(key),
      required: place(key) === 'path' || required.includes(key),
      schema: value,
    }));
  const inBody = Object.entries(properties).filter(([key]) => place(key) === 'body');
  const named = rest.raw_body
    ? inputSchema(rest.raw_body.holds)
    : inBody.find(([key]) => key === rest.body_as)?.[1];
  const body: Schema | undefined =
    rest.method === 'get' || inBody.length === 0
      ? undefined
      : (named ?? {
          type: 'object',
          properties: Object.fromEntries(inBody),
          required: required.filter((key) => place(key) === 'body'),
          additionalProperties: false,
        });
  return { parameters, body };
}

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const bytesOf = ({ bytes }: RestDoor) =>
  bytes && {
    [bytes.type]: {
      schema: { type: 'string', format: 'binary', description: 'All else goes by the query.' },
    },
  };
const file = {
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};
/** How a watch is read, and begun again. */
const EVENTS =
  'Server-sent events until the caller hangs up: the `data` of each is this JSON. A stream that ends is asked for again with the `id` of its last event; an event named `error` carries an Error.';
const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'Goes on after this event.',
  schema: { type: 'string' },
};
const failure = (description: string) => ({ description, ...json({ $ref: '#/components/schemas/Error' }) });

function describe(operation: AnyOperation, rest: RestDoor, defs: Record<string, Schema>) {
  const { $defs: inputDefs, $schema: _in, ...input } = inputSchema(operation.input);
  const { $defs: outputDefs, $schema: _out, ...output } = outputSchema(operation);
  Object.assign(defs, inputDefs, outputDefs);
  const { parameters, body } = travels(rest, input);
  const watches = operation.kind === 'watch';
  const status = rest.status ?? 200;
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    summary: operation.summary,
    security: SECURITY[operation.access.scope],
    ...((watches || parameters.length > 0) && {
      parameters: watches ? [...parameters, LAST_EVENT_ID] : parameters,
    }),
    ...(body && { requestBody: { required: true, content: { ...json(body).content, ...bytesOf(rest) } } }),
    responses: {
      [status]: watches
        ? { description: EVENTS, content: { 'text/event-stream': { schema: output } } }
        : { description: 'Done.', ...(status !== 204 && (rest.answers_file ? file : json(output))) },
      default: failure('Any failure: see `errorCode` and `reason`.'),
    },
  };
}

/** OpenAPI 3.1 of every REST door, derived from the operations. */
export function openApiDocument(
  operations: readonly AnyOperation[],
  { title, version }: { title: string; version: string },
) {
  const paths: Record<string, Record<string, unknown>> = {};
  const defs: Record<string, Schema> = {};
  const doors = operations.flatMap((operation) =>
    operation.rest ? [{ operation, rest: operation.rest }] : [],
  );
  for (const { operation, rest } of doors.sort((a, b) => a.rest.path.localeCompare(b.rest.path))) {
    paths[rest.path] = { ...paths[rest.path], [rest.method]: describe(operation, rest, defs) };
  }
  const { $schema: _, ...error } = z.toJSONSchema(ErrorBody) as Schema;
  const codes = Object.values(ERROR_CODES).map(({ wire, status }) => `${wire} ${status}`);
  const document = {
    openapi: '3.1.0',
    info: { title, version, description: `Error codes: ${codes.join(', ')}.` },
    paths,
    components: {
      schemas: { ...defs, Error: error },
      securitySchemes: {
        InternalToken: header('X-Internal-Token', "The app's server."),
        ActorUserId: header('X-Actor-User-Id', 'Whom it acts for; where optional, absent means a machine.'),
        AuthToken: header('X-Auth-Token', 'Better Auth.'),
        WebhookToken: header('X-Webhook-Token', "The app's webhook relays."),
      },
    },
  };
  // Shared schemas were hoisted: they are referred to where they stand now.
  return JSON.parse(
    JSON.stringify(document).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as typeof document;
}
