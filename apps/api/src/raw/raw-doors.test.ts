import { operations } from '@vek1/core/domains';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const get = async (path: string) => {
  const response = await house.app.request(path);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('/openapi.json', () => {
  it('describes every REST door, with its credentials, and refers only to what it holds', async () => {
    const document = JSON.parse((await get('/openapi.json')).text);
    const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const doors = operations.flatMap(({ rest }) => (rest ? [`${rest.method} ${rest.path}`] : []));
    expect(described.toSorted()).toEqual(doors.toSorted());
    expect(document.paths['/internal/orders/{id}/transition'].post).toMatchObject({
      security: [{ InternalToken: [], ActorUserId: [] }],
      parameters: [{ name: 'id', in: 'path', required: true }],
      requestBody: {
        content: { 'application/json': { schema: { required: ['to'], additionalProperties: false } } },
      },
    });
    for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(ref ?? '');
    }
  });
});

describe('/docs', () => {
  it('is a page that names every door', async () => {
    const { text, type } = await get('/docs');
    expect(type).toContain('text/html');
    expect(text.match(/<details id=/g)).toHaveLength(operations.filter((operation) => operation.rest).length);
  });
});

describe('/metrics', () => {
  it('counts what was run, by operation, face and code', async () => {
    const shop = await house.shop([]);
    await house.rest('GET', `/internal/agents?store_id=${shop.store_id}`, undefined, shop.user_id);
    await house.rest('GET', '/internal/agents?store_id=nonsense', undefined, shop.user_id);
    const { text } = await get('/metrics');
    expect(text).toContain('vek1_operation_seconds_count{op="agent.list",face="rest",code="OK"} 1');
    expect(text).toContain(
      'vek1_operation_seconds_count{op="agent.list",face="rest",code="VALIDATION_ERROR"} 1',
    );
  });
});

describe('/health and /ready', () => {
  it('say that all is well', async () => {
    expect(JSON.parse((await get('/health')).text)).toMatchObject({
      status: 'ok',
      postgres: { status: 'ok' },
    });
    expect((await get('/ready')).status).toBe(200);
  });
});
