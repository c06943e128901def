import { operations } from '@vek1/core/domains';
import catalogue from '@vek1/testing/endpoints.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';

/** Doors of the catalogue that wait for their issue, by name. A door that is served must leave this list. */
const PENDING: readonly string[] = [
  // Billing.
  'GET /internal/billing/*',
  'POST /internal/billing/*',
  'PATCH /internal/billing/*',
  'DELETE /internal/billing/*',
  'GET /billing/plans-public',
  'POST /webhooks/stripe',
  // Knowledge files.
  'POST /internal/products/{product_id}/files',
  'GET /internal/products/{product_id}/files',
  'GET /internal/product-files/{file_id}',
  'PATCH /internal/product-files/{file_id}/status',
  'DELETE /internal/product-files/{file_id}',
  'POST /process-file',
  // Extraction of a lead's profile.
  'POST /extract-lead',
];

/** Doors that handle bytes, in `raw/`. */
const RAW: readonly string[] = [
  'GET /',
  'GET /health',
  'GET /ready',
  'GET /metrics',
  'GET /docs',
  'GET /openapi.json',
  'POST /chat',
];

const pendingRule = (door: string) =>
  PENDING.find((rule) => (rule.endsWith('*') ? door.startsWith(rule.slice(0, -1)) : door === rule));

const served = new Map(
  operations.flatMap((operation) =>
    operation.rest
      ? [
          [
            `${operation.rest.method.toUpperCase()} ${operation.rest.path.replace(/\{\w+\}/g, '{}')}`,
            operation,
          ],
        ]
      : [],
  ),
);
const find = (method: string, path: string) => served.get(`${method} ${path.replace(/\{\w+\}/g, '{}')}`);

describe('the catalogue of endpoints', () => {
  it.each(catalogue.map((entry) => ({ ...entry, door: `${entry.method} ${entry.path}` })))(
    '$door is served with its scope and status, or pending by name',
    ({ door, method, path, scope, status, ...entry }) => {
      const operation = find(method, path);
      if (RAW.includes(door)) return expect(operation).toBeUndefined();
      if (!operation) return expect(pendingRule(door), `${door} is not served`).toBeDefined();
      expect(pendingRule(door), `${door} is served and still pending`).toBeUndefined();
      expect({ scope: operation.access.scope, status: operation.rest?.status ?? 200 }).toEqual({
        scope,
        status,
      });
      expect(operation.access.passes.includes('service')).toBe(scope !== 'app' || 'actor' in entry);
    },
  );
});
