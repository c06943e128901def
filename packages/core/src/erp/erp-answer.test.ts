import { describe, expect, it } from 'vitest';
import type { ErpAnswer, ErpFailure } from '../ports/erp.ts';
import { explain, outcomeOf, PAUSES } from './erp-answer.ts';

const answer = (more: Partial<ErpAnswer>): ErpAnswer => ({
  status: null,
  failure: null,
  detail: null,
  body: '',
  retry_after_ms: null,
  latency_ms: 12,
  ...more,
});
const status = (code: number, more: Partial<ErpAnswer> = {}) => answer({ status: code, ...more });
const failure = (failed: ErpFailure, detail: string | null = null) => answer({ failure: failed, detail });

describe('an event that the ERP was told', () => {
  it.each([200, 201, 202, 204])('is known after %i', (code) => {
    expect(outcomeOf(status(code), 1)).toEqual({ state: 'known' });
  });

  it.each([301, 307, 400, 401, 403, 404, 410, 413, 422])('is given up after %i', (code) => {
    expect(outcomeOf(status(code), 1)).toEqual({ state: 'dead' });
  });

  it.each([408, 429, 500, 502, 503, 504])('is told again after %i', (code) => {
    expect(outcomeOf(status(code), 1)).toEqual({ state: 'waiting', pause_ms: 5_000 });
  });

  it.each(['unknown_host', 'refused', 'certificate', 'timeout', 'connection_lost'] as const)(
    'is told again where nobody answered: %s',
    (failed) => {
      expect(outcomeOf(failure(failed), 2)).toEqual({ state: 'waiting', pause_ms: 60_000 });
    },
  );

  it.each(['private_address', 'insecure_address'] as const)(
    'is given up where nobody was asked: %s',
    (failed) => {
      expect(outcomeOf(failure(failed), 1)).toEqual({ state: 'dead' });
    },
  );

  it('is told for about a day, ever more slowly, and then given up', () => {
    const pauses = PAUSES.map((_, at) => outcomeOf(status(500), at + 1));
    expect(pauses).toEqual(PAUSES.map((pause_ms) => ({ state: 'waiting', pause_ms })));
    expect(PAUSES.toSorted((a, b) => a - b)).toEqual(PAUSES);
    const hours = PAUSES.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(28);
    expect(outcomeOf(status(500), PAUSES.length + 1)).toEqual({ state: 'dead' });
  });

  it('waits as long as the ERP asks, within reason', () => {
    expect(outcomeOf(status(429, { retry_after_ms: 90_000 }), 1)).toMatchObject({ pause_ms: 90_000 });
    expect(outcomeOf(status(429, { retry_after_ms: 1_000 }), 1)).toMatchObject({ pause_ms: 5_000 });
    expect(outcomeOf(status(503, { retry_after_ms: 10 ** 9 }), 1)).toMatchObject({ pause_ms: 6 * 3_600_000 });
  });
});

describe('what came of a call, for a merchant', () => {
  it.each([
    [status(200), 'recebeu'],
    [status(307, { detail: 'https://novo.example/erp' }), 'https://novo.example/erp'],
    [status(401), 'segredo'],
    [status(404), 'caminho'],
    [status(418), 'não aceitou'],
    [status(502), 'problema'],
    [failure('unknown_host', 'ENOTFOUND'), 'DNS'],
    [failure('refused', 'ECONNREFUSED'), 'recusada'],
    [failure('certificate', 'CERT_HAS_EXPIRED'), 'CERT_HAS_EXPIRED'],
    [failure('timeout'), '5 segundos'],
    [failure('private_address'), 'rede interna'],
    [failure('insecure_address'), 'https://'],
    [failure('connection_lost', 'ECONNRESET'), 'caiu'],
  ])('%j: %s', (given, words) => {
    expect(explain(given)).toContain(words);
  });
});
