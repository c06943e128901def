import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { domains, operations } from './domains.ts';
import type { DomainEvent } from './kernel/events.ts';
import type { AnyOperation } from './kernel/operation.ts';
import { subscriptions } from './subscribers.ts';

interface ObjectSchema {
  properties?: Record<string, { type?: string; enum?: unknown[]; anyOf?: { type?: string }[] }>;
  required?: string[];
}
const inputOf = ({ input }: AnyOperation) => z.toJSONSchema(input, { io: 'input' }) as ObjectSchema;
const keysOf = ({ properties }: ObjectSchema) => Object.keys(properties ?? {});
const parametersOf = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key);
const reached = operations.filter(({ access }) => access.scope !== 'internal');
const doors = operations.flatMap(({ rest, ...operation }) => (rest ? [{ ...operation, rest }] : []));

const PATHS: Record<string, RegExp> = {
  app: /^\/internal\/(?!auth\/)/,
  auth: /^\/internal\/auth\//,
  webhook: /^\/(webhooks|internal\/email)\//,
  hmac: /^\/webhooks\//,
  public: /^\/(?!internal\b|webhooks\b|trpc\b)/,
};

describe('every operation', () => {
  it.each(
    Object.entries(domains).flatMap(([domain, tree]) =>
      Object.entries(tree).map(([key, operation]) => [`${domain}.${key}`, operation] as const),
    ),
  )('%s is named by where it stands, and says what it does', (name, operation) => {
    expect(operation.name).toBe(name);
    expect(operation.summary).toMatch(/^[A-Z].*[^.]$/s);
  });

  it.each(reached)('$name has contracts that OpenAPI can tell', ({ input, output }) => {
    expect(z.toJSONSchema(input, { io: 'input' })).toBeTypeOf('object');
    expect(z.toJSONSchema(output, { io: 'output' })).toBeTypeOf('object');
  });

  it.each(reached)('$name takes what is declared and nothing else', (operation) => {
    expect(inputOf(operation)).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it.each(operations)('$name has the doors that its access allows', ({ access, rest, faces }) => {
    if (access.scope === 'internal') {
      expect(rest).toBeUndefined();
      expect(faces).toEqual([]);
    } else {
      expect(rest?.path).toMatch(PATHS[access.scope] ?? /^$/);
      if (access.scope !== 'app' && access.scope !== 'public') expect(faces).toEqual(['rest']);
    }
  });
});

describe('every door', () => {
  it('is declared once', () => {
    const paths = doors.map(({ rest }) => `${rest.method} ${rest.path.replace(/\{\w+\}/g, '{}')}`);
    expect(paths.filter((path, at) => paths.indexOf(path) !== at)).toEqual([]);
  });

  it.each(doors)(
    '$rest.method $rest.path takes by its input what its path and headers carry',
    ({ rest, ...operation }) => {
      const carried = [
        ...parametersOf(rest.path),
        ...Object.values(rest.headers ?? {}),
        ...[rest.body_as ?? rest.raw_body?.as ?? []].flat(),
      ];
      expect(keysOf(inputOf({ ...operation, rest }))).toEqual(expect.arrayContaining(carried));
      expect(rest.path).toMatch(/^(\/|(\/([a-z0-9_-]+|\{[a-z_]+\}))+)$/);
    },
  );

  it.each(doors.filter(({ rest }) => rest.method === 'get'))(
    'GET $rest.path takes only what a query can write',
    (operation) => {
      for (const node of Object.values(inputOf(operation).properties ?? {})) {
        const types = [node, ...(node.anyOf ?? [])].flatMap(({ type }) => type ?? []);
        expect(types.length).toBeGreaterThan(0);
        expect(types).not.toContain('object');
      }
    },
  );
});

const eventFiles = globSync('*/events.ts', { cwd: import.meta.dirname, exclude: ['kernel'] });
const eventModules: Record<string, DomainEvent<unknown>>[] = await Promise.all(
  eventFiles.map((file) => import(new URL(file, import.meta.url).href)),
);

describe('every listener', () => {
  const events = new Map(
    eventModules.flatMap((module) => Object.values(module)).map((event) => [event.name, event]),
  );

  it.each(
    subscriptions.map(({ event, when, operation }) => ({ event, when, listener: operation.name, operation })),
  )('$listener takes what $event gives', ({ event, operation }) => {
    const payload = events.get(event)?.payload;
    if (!payload) throw new Error(`no domain declares ${event}`);
    const given = z.toJSONSchema(payload, { io: 'output' }) as ObjectSchema;
    const taken = inputOf(operation);
    expect(keysOf(taken)).toEqual(expect.arrayContaining(keysOf(given)));
    expect(given.required ?? []).toEqual(expect.arrayContaining(taken.required ?? []));
  });
});
