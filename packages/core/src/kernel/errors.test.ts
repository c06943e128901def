import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GatewayError } from '../ports/gateway-error.ts';
import {
  AppError,
  conflict,
  ERROR_CODES,
  ErrorBody,
  errorBody,
  found,
  invalidField,
  toAppError,
  validationError,
} from './errors.ts';

const at = { path: '/internal/orders', trace: 'trace-of-the-test' };

it('has exactly these codes and statuses', () => {
  expect(Object.fromEntries(Object.values(ERROR_CODES).map(({ wire, status }) => [wire, status]))).toEqual({
    MALFORMED_JSON: 400,
    UNAUTHORIZED: 401,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    CONFLICT: 409,
    PAYLOAD_TOO_LARGE: 413,
    VALIDATION_ERROR: 422,
    TOO_MANY_REQUESTS: 429,
    INTERNAL_ERROR: 500,
    SERVICE_UNAVAILABLE: 503,
  });
});

describe('the error body', () => {
  it('is the schema, with nothing where there is nothing to say', () => {
    const body = errorBody(
      new AppError('not_found', 'order not found.', { cause: new Error('internals') }),
      at,
    );
    expect(ErrorBody.strict().parse(body)).toEqual({
      statusCode: 404,
      errorCode: 'NOT_FOUND',
      message: 'order not found.',
      detail: 'order not found.',
      path: at.path,
      traceId: at.trace,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  it('carries the rule, the fields and the facts', () => {
    expect(errorBody(conflict('No.', 'order.out_of_stock', { items: [1] }), at)).toMatchObject({
      reason: 'order.out_of_stock',
      data: { items: [1] },
    });
    expect(errorBody(invalidField('lead_id', 'Not a lead.', 'lead.unknown'), at)).toMatchObject({
      statusCode: 422,
      reason: 'lead.unknown',
      errors: [{ path: 'lead_id', code: 'invalid', message: 'Not a lead.' }],
    });
  });
});

describe('a failed contract', () => {
  const Order = z.strictObject({
    items: z.array(z.strictObject({ quantity: z.int().min(1) })).min(1),
    note: z.string().optional(),
  });
  const said = (input: unknown) => {
    const { error } = Order.safeParse(input);
    if (!error) throw new Error('it passed');
    return validationError(error);
  };

  it('names each field by its path', () => {
    expect(
      said({ items: [{ quantity: 0 }, { quantity: 'x', weight: 1 }], colour: 'red' }).errors,
    ).toMatchObject([
      { path: 'items.0.quantity', code: 'too_small' },
      { path: 'items.1.quantity', code: 'invalid_type' },
      { path: 'items.1.weight', code: 'unrecognized_keys' },
      { path: 'colour', code: 'unrecognized_keys', message: 'Unknown field.' },
    ]);
  });

  it('says the first in its message', () => {
    expect(said({ items: [] }).message).toMatch(/^items: /);
    expect(said([]).message).toMatch(/^input: /);
  });
});

describe('foreign failures', () => {
  const postgres = (code: string, more: object = {}) =>
    Object.assign(new Error('internals'), { severity: 'ERROR', code, ...more });

  it.each([
    ['23505', 'conflict'],
    ['22021', 'validation_error'],
    ['22P05', 'validation_error'],
    ['08006', 'service_unavailable'],
    ['53300', 'service_unavailable'],
    ['57P01', 'service_unavailable'],
    ['23503', 'internal_error'],
    ['42703', 'internal_error'],
    ['40P01', 'internal_error'],
    ['57014', 'internal_error'],
  ])('PostgreSQL %s is %s, however deep it lies', (code, ours) => {
    expect(toAppError(postgres(code)).code).toBe(ours);
    expect(
      toAppError(new Error('Failed query', { cause: new Error('again', { cause: postgres(code) }) })).code,
    ).toBe(ours);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'])(
    '%s is no database',
    (code) => {
      expect(toAppError(Object.assign(new Error('connect'), { code }))).toMatchObject({
        code: 'service_unavailable',
        reason: 'postgres',
      });
    },
  );

  it.each([
    [0, undefined],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
  ])('a gateway that asks for %i ms gets whole seconds: %s', (retry_after_ms, retry_after_s) => {
    const failure = new GatewayError({
      code: 'rate_limited',
      gateway: 'llm',
      outcome: 'refused',
      message: '',
      retry_after_ms,
    });
    expect(toAppError(failure)).toMatchObject({
      code: 'service_unavailable',
      reason: 'llm.rate_limited',
      retry_after_s,
    });
  });

  it("a gateway's own cut connection names the gateway, not the database", () => {
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const failure = new GatewayError({
      code: 'gateway_failed',
      gateway: 'llm',
      outcome: 'unknown',
      message: '',
      cause,
    });
    expect(toAppError(failure).reason).toBe('llm.gateway_failed');
  });

  it.each([
    new Error('internals'),
    'internals',
    null,
    undefined,
    7,
    { code: '23505' },
    Object.assign(new Error('x'), { code: 'ENOENT' }),
  ])('anything else is ours, and says nothing: %s', (thrown) => {
    const { message } = errorBody(toAppError(thrown), at);
    expect(message).toBe('Something went wrong on our side.');
  });

  it('one of ours stays as it is', () => {
    const ours = conflict('No.', 'order.moved');
    expect(toAppError(ours)).toBe(ours);
  });
});

it('finds what is there, whatever its value, and 404s what is not', () => {
  for (const value of [0, '', false]) expect(found(value, 'thing')).toBe(value);
  for (const value of [null, undefined]) expect(() => found(value, 'thing')).toThrow('thing not found.');
});
