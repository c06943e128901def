import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type GivenSignatures, proofOf, sign } from './signature.ts';

const SECRET = 'inbound_secret';
const BODY = '{"event_id":"evt-1","items":[{"sku":"A-1","quantity":5}]}';
const T = 1_700_000_000;
const V1 = '891e9f44f60bfc53ad399d2eba8a186ffe501a2c880cae63bd0298a916ddf9cb';
const hub = (secret: string, body: string) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

function proof(
  given: Partial<GivenSignatures>,
  more: Partial<Parameters<typeof proofOf>[2]> = {},
  body = BODY,
) {
  return proofOf(
    Buffer.from(body),
    { timed: '', untimed: [], ...given },
    { secret: SECRET, allow_untimed: false, now: T, ...more },
  );
}

describe('a signature over the second and the body', () => {
  it('is what the contract says', () => {
    expect(sign(SECRET, T, BODY)).toBe(`t=${T},v1=${V1}`);
    expect(proof({ timed: `t=${T},v1=${V1}` })).toEqual({ t: T });
  });

  it('may stand among others, of a secret that is on its way out or in, in capitals, with spaces', () => {
    for (const timed of [
      `t=${T},v1=${'0'.repeat(64)},v1=${V1}`,
      `t=${T},v1=${V1},v1=old`,
      `v1=${V1.toUpperCase()}, t=${T}`,
      `t=${T},v0=ancient,v1=${V1}`,
    ]) {
      expect(proof({ timed }), timed).toEqual({ t: T });
    }
  });

  it.each([-300, 300])('holds %i seconds from now', (offset) => {
    expect(proof({ timed: `t=${T},v1=${V1}` }, { now: T + offset })).toEqual({ t: T });
  });

  it.each([-301, 301])('does not hold %i seconds from now', (offset) => {
    expect(proof({ timed: `t=${T},v1=${V1}` }, { now: T + offset })).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['no time', `v1=${V1}`],
    ['another time', `t=${T + 1},v1=${V1}`],
    ['no signature', `t=${T}`],
    ['an empty one', `t=${T},v1=`],
    ['one of another version', `t=${T},v0=${V1}`],
    ['one of the body alone', `t=${T},v1=${hub(SECRET, BODY).slice(7)}`],
    ['a time that is none', `t=soon,v1=${V1}`],
    ['one cut short', `t=${T},v1=${V1.slice(0, 63)}`],
  ])('proves nothing with %s', (_, timed) => {
    expect(proof({ timed })).toBeNull();
  });

  it('is over the exact bytes, and by this secret', () => {
    expect(proof({ timed: `t=${T},v1=${V1}` }, {}, `${BODY} `)).toBeNull();
    expect(proof({ timed: `t=${T},v1=${V1}` }, { secret: 'another_secret' })).toBeNull();
  });

  it('signs no time that is not written as one, whoever signed it', () => {
    const v1 = createHmac('sha256', SECRET).update(`later.${BODY}`).digest('hex');
    expect(proof({ timed: `t=later,v1=${v1}` })).toBeNull();
  });
});

describe('a signature over the body alone', () => {
  const bling = 'sha256=aee68b44848dca4bcb8516a43cf40e339090d91a056dfcef736ac48ddf92a0ab';
  const blings = '{"eventId":"e1","event":"stock.updated"}';

  it('is taken where the store says so, in either header, whatever the time', () => {
    const of = { secret: 'client_secret', allow_untimed: true, now: T + 1_000_000 };
    expect(proof({ untimed: [bling, ''] }, of, blings)).toEqual({ t: null });
    expect(proof({ untimed: ['', bling] }, of, blings)).toEqual({ t: null });
    expect(proof({ untimed: [hub('client_secret', 'another'), ''] }, of, blings)).toBeNull();
  });

  it('is not taken where the store does not', () => {
    expect(proof({ untimed: [bling] }, { secret: 'client_secret' }, blings)).toBeNull();
  });
});
