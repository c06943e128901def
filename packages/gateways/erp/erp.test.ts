import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { type FakeErp, startErp } from '@vek1/testing/fakes/erp';
import { signatureOf } from '@vek1/testing/fakes/erp/sign';
import { erpSuite } from '@vek1/testing/port-suites/erp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createErp } from './index.ts';
import { isPublic } from './public-address.ts';

const SECRET = 'outbound-secret';

erpSuite('HTTP', async () => {
  const fake = await startErp({ secret: SECRET });
  const gone = await startErp({ secret: SECRET });
  await gone.close();
  return {
    erp: createErp({ allow_private: true, timeout_ms: 1_000 }),
    url: `${fake.url}/hook`,
    moved_url: `${fake.url}/moved`,
    endless_url: `${fake.url}/endless`,
    dead_url: `${gone.url}/hook`,
    signed: (body) => ({
      ...signatureOf(body, { secret: SECRET }),
      'x-vek1-event-id': JSON.parse(body).event_id,
    }),
    received: () => fake.deliveries(),
    answerNext: (answer) => fake.fault({ route: 'hook', ...answer }),
    cutNext: () => fake.fault({ route: 'hook', after_effect: true, cut: true }),
    slowNext: (delay_ms) => fake.fault({ route: 'hook', after_effect: true, delay_ms }),
    close: () => fake.close(),
  };
});

/** Of nobody: made for these tests, for erp.example. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnYhFyRwt3UDdtgAC
wEYY1bs9ZoHfVO5LWxImve8JHKmhRANCAAQCKtc/zpP/ypF0YebdRag2UNstJ4Xg
KG+UNVgD1elWBX83kcf1iOvTYC4kqIvYJTZpfF7b90cXlMZL5lewgusC
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAT+gAwIBAgIUJGCODi8Bz3IZxJl2QxMx1kVPqMgwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLZXJwLmV4YW1wbGUwHhcNMjYxMTI4MDAzNzQ5WhcNMzYxMTI1
MDAzNzQ5WjAWMRQwEgYDVQQDDAtlcnAuZXhhbXBsZTBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABAIq1z/Ok//KkXRh5t1FqDZQ2y0nheAob5Q1WAPV6VYFfzeRx/WI
69NgLiSoi9glNml8Xtv3RxeUxkvmV7CC6wKjazBpMB0GA1UdDgQWBBSuGjfqZhds
Eho2zoVc0rBOvEvyLDAfBgNVHSMEGDAWgBSuGjfqZhdsEho2zoVc0rBOvEvyLDAP
BgNVHRMBAf8EBTADAQH/MBYGA1UdEQQPMA2CC2VycC5leGFtcGxlMAoGCCqGSM49
BAMCA0kAMEYCIQDipUx8Vd1TIxSHEz7ZGN1XOLEucTB2UQRzMfkZ4g8GxQIhAMhI
8ICM/2XzT8qKY0HYmvGe0sFxaJhzHd8y7e32iyh3
-----END CERTIFICATE-----`;

/** A resolver that knows these addresses for whatever name it is asked. */
const resolving =
  (...addresses: string[]): LookupFunction =>
  (_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('the way to an address that must be public', () => {
  let fake: FakeErp;
  beforeEach(async () => {
    fake = await startErp({ secret: SECRET });
  });
  afterEach(() => fake.close());
  const call = (url: string) => ({ url, headers: {}, body: '{}' });
  const port = () => new URL(fake.url).port;

  it('is only gone over TLS', async () => {
    const erp = createErp({ allow_private: false });
    expect(await erp.post(call(fake.url))).toMatchObject({ failure: 'insecure_address' });
  });

  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[fd00::1]',
    '[fe80::1]',
  ])('is closed where the address is %s', async (host) => {
    const erp = createErp({ allow_private: false });
    const answer = await erp.post(call(`https://${host}:${port()}/hook`));
    expect(answer).toMatchObject({ status: null, failure: 'private_address' });
  });

  it('is closed where a name leads to it, alone or among public ones', async () => {
    for (const addresses of [['127.0.0.1'], ['203.0.114.7', '127.0.0.1'], ['::1', '2606:4700::1'], []]) {
      const erp = createErp({ allow_private: false, lookup: resolving(...addresses) });
      const answer = await erp.post(call(`https://erp.example:${port()}/hook`));
      expect(answer, addresses.join()).toMatchObject({ status: null, failure: 'private_address' });
    }
    const system = createErp({ allow_private: false });
    expect(await system.post(call(`https://localhost:${port()}/`))).toMatchObject({
      failure: 'private_address',
    });
  });

  it('is judged at each connection: a name that was public and is no more gains nothing', async () => {
    let asked = 0;
    const rebinding: LookupFunction = (host, options, done) => {
      asked += 1;
      resolving(asked === 1 ? '203.0.114.7' : '127.0.0.1')(host, options, done);
    };
    const erp = createErp({ allow_private: false, lookup: rebinding, timeout_ms: 50 });
    const url = `https://erp.example:${port()}/hook`;
    expect((await erp.post(call(url))).failure).not.toBe('private_address');
    expect(await erp.post(call(url))).toMatchObject({ failure: 'private_address' });
    expect(asked).toBe(2);
  });
});

it('names what is wrong with a certificate', async () => {
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (_, response) => response.end('{}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // safe: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const erp = createErp({ allow_private: true, lookup: resolving('127.0.0.1') });
  const answer = await erp.post({ url: `https://erp.example:${port}/`, headers: {}, body: '{}' });
  expect(answer).toMatchObject({ failure: 'certificate', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  server.close();
});

it.each([
  ['8.8.8.8', true],
  ['2606:4700:4700::1111', true],
  ['172.16.0.1', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['100.128.0.1', true],
  ['0.1.2.3', false],
  ['192.0.2.1', false],
  ['198.18.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::a9fe:a9fe', false],
  ['64:ff9b::7f00:1', false],
  ['64:ff9b:1::7f00:1', false],
  ['2002:7f00:1::', false],
  ['2001::1', false],
  ['2001:db8::1', false],
  ['fec0::1', false],
  ['ff02::1', false],
  ['4000::1', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});
