import { generatePixPayload, getPixPayloadInfo, isValidPixPayload } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { asciiOf, type BrCode, crc16, readBrCode, txidOf, writeBrCode } from './br-code.ts';

const fulano = { name: 'Fulano de Tal', city: 'BRASILIA', txid: '***' };

/** The central bank's own, then ours by its rules. */
const SAMPLES: [string, BrCode, string][] = [
  [
    'a static code without an amount',
    { ...fulano, key: '123e4567-e12b-12d1-a456-426655440000' },
    '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
  ],
  [
    'a dynamic code',
    { ...fulano, use: 'single', location: 'pix.example.com/8b3da2f39a4140d1a91abd93113bd441' },
    '00020101021226700014br.gov.bcb.pix2548pix.example.com/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***630464E4',
  ],
  [
    'a recurrence alone',
    { ...fulano, recurrence: 'pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002' },
    '00020126180014br.gov.bcb.pix5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002630462C9',
  ],
  [
    'a charge with a recurrence',
    {
      ...fulano,
      use: 'single',
      location: 'pix.example.com/qr/v2/8b3da2f39a4140d1a91abd93113bd441',
      recurrence: 'pix.example.com/qr/v2/rec/94ed2badcbc04c15b0bb7fa353194890',
    },
    '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/94ed2badcbc04c15b0bb7fa35319489063047741',
  ],
  [
    'a charge with a due date and a recurrence',
    {
      ...fulano,
      use: 'single',
      location: 'pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e7',
      recurrence: 'pix.example.com/qr/v2/rec/3ffa640fa4f14080adccb949fa2dc0d0',
    },
    '00020101021226810014br.gov.bcb.pix2559pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e75204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/3ffa640fa4f14080adccb949fa2dc0d06304A441',
  ],
  [
    'a CPF',
    { ...fulano, key: '12345678909' },
    '00020126330014br.gov.bcb.pix0111123456789095204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***6304DBC3',
  ],
  [
    'an e-mail, an amount and a txid',
    {
      ...fulano,
      key: 'fulano_da_silva.recebedor@example.com',
      amount_cents: 1000,
      txid: 'PEDIDO0001',
    },
    '00020126590014br.gov.bcb.pix0137fulano_da_silva.recebedor@example.com520400005303986540510.005802BR5913Fulano de Tal6008BRASILIA62140510PEDIDO000163044EF9',
  ],
  [
    'a phone, words to the payer and one cent',
    { ...fulano, key: '+5561912345678', info: 'Pedido 1', amount_cents: 1 },
    '00020126480014br.gov.bcb.pix0114+55619123456780208Pedido 152040000530398654040.015802BR5913Fulano de Tal6008BRASILIA62070503***63040210',
  ],
  [
    'a CNPJ with letters',
    { ...fulano, key: '12ABC34501DE35', amount_cents: 123_456, txid: 'A1B2C3' },
    '00020126360014br.gov.bcb.pix011412ABC34501DE3552040000530398654071234.565802BR5913Fulano de Tal6008BRASILIA62100506A1B2C363040E1A',
  ],
];
const official = SAMPLES[0]?.[2] ?? '';
const withCrc = (body: string) => `${body}6304${crc16(`${body}6304`)}`;

describe('a BR Code', () => {
  it('ends with the check value everybody knows', () => {
    expect(crc16('123456789')).toBe('29B1');
  });

  it.each(SAMPLES)('is written and read to the byte: %s', (_, code, text) => {
    expect(writeBrCode(code)).toBe(text);
    expect(readBrCode(text)).toEqual(code);
    expect(readBrCode(`\n ${text}  \r\n`)).toEqual(code);
  });

  it.each([
    ['a name that was changed', official.replace('Fulano', 'Fulana')],
    ['a check value in lower case', official.replace('1D3D', '1d3d')],
    ['no check value', official.slice(0, -8)],
    ['a length that is off by one', withCrc(official.slice(0, -8).replace('5913', '5914'))],
    ['a length beyond its template', withCrc(official.slice(0, -8).replace('0136', '0137'))],
    ['another scheme', withCrc(official.slice(0, -8).replace('br.gov.bcb.pix', 'br.gov.bcb.fake'))],
    [
      'the scheme of the 2020 draft',
      withCrc(official.slice(0, -8).replace('br.gov.bcb.pix', 'br.gov.bcb.spi')),
    ],
    ['another currency', withCrc(official.slice(0, -8).replace('5303986', '5303840'))],
    ['another country', withCrc(official.slice(0, -8).replace('5802BR', '5802AR'))],
    ['a field twice', withCrc(`${official.slice(0, -8)}5802BR`)],
    ['an amount without cents', withCrc(official.slice(0, -8).replace('5802BR', '5402105802BR'))],
    ['a txid with a hyphen', withCrc(official.slice(0, -8).replace('62070503***', '62130509pedido-12'))],
    [
      'neither key nor address',
      withCrc(official.slice(0, -8).replace(/26580014br.gov.bcb.pix0136.{36}/, '26180014br.gov.bcb.pix')),
    ],
    ['nothing', ''],
    ['a web address', 'https://pix.example.com'],
  ])('is not read: %s', (_, text) => {
    expect(readBrCode(text)).toBeNull();
  });

  it('of another bank may shout its scheme', () => {
    const text = withCrc(official.slice(0, -8).replace('br.gov.bcb.pix', 'BR.GOV.BCB.PIX'));
    expect(readBrCode(text)).toMatchObject({ key: '123e4567-e12b-12d1-a456-426655440000' });
  });

  it.each([
    ['name', { name: 'N'.repeat(26) }],
    ['name', { name: '' }],
    ['name', { name: 'João' }],
    ['city', { city: 'C'.repeat(16) }],
    ['txid', { txid: 'pedido-12' }],
    ['txid', { txid: 'A'.repeat(26) }],
    ['address with a txid', { key: undefined, location: 'pix.example.com/x', txid: 'A1' }],
    ['key', { key: 'k'.repeat(78) }],
  ])('is not written where its %s does not fit', (_, wrong) => {
    expect(() => writeBrCode({ ...fulano, key: '12345678909', ...wrong })).toThrow(RangeError);
  });
});

describe('what a BR Code can carry', () => {
  it.each([
    ['São José dos Campos', 'Sao Jose dos Campos'],
    ['  Empório   da Ana ☕ ', 'Emporio da Ana'],
    ['Ação & Cia.', 'Acao & Cia.'],
    ['日本', ''],
  ])('of %s is “%s”', (text, ascii) => {
    expect(asciiOf(text)).toBe(ascii);
  });

  it('of an order’s id is 25 letters and digits, another one for every order', () => {
    expect(txidOf('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe('F5LXX1ZZ5PNORYNQGLHZMSP33');
    expect(txidOf('00000000-0000-0000-0000-000000000001')).toBe(`${'0'.repeat(24)}1`);
    const ids = Array.from({ length: 100 }, newId);
    const txids = ids.map(txidOf);
    expect(new Set(txids).size).toBe(100);
    for (const txid of txids) expect(txid).toMatch(/^[0-9A-Z]{25}$/);
  });
});

const said = (longest: number) =>
  fc
    .stringMatching(/^[A-Za-z0-9][ -~]*$/, { maxLength: longest })
    .map(asciiOf)
    .filter((text) => text.length > 0 && text.length <= longest);
const aCode = fc.record({
  key: fc.oneof(
    fc.uuid(),
    fc.constantFrom(
      '12345678909',
      '12ABC34501DE35',
      '11222333000181',
      '+5561912345678',
      'loja@exemplo.com.br',
    ),
  ),
  amount_cents: fc.integer({ min: 1, max: 100_000_000_00 }),
  name: said(25),
  city: said(15),
  txid: fc.oneof(fc.constant('***'), fc.stringMatching(/^[A-Za-z0-9]{1,25}$/)),
});

describe('any static code', () => {
  it('is the one that another writer makes, and each reads the other’s', () => {
    fc.assert(
      fc.property(aCode, (code) => {
        const { key, amount_cents, name, city, txid } = code;
        const text = writeBrCode(code);
        const other = generatePixPayload({
          key,
          merchantName: name,
          merchantCity: city,
          amount: amount_cents / 100,
          ...(txid !== '***' && { txid }),
        });
        expect(text).toBe(other);
        expect(isValidPixPayload(text)).toBe(true);
        expect(getPixPayloadInfo(text)).toMatchObject({ key, merchantName: name, merchantCity: city });
        expect(readBrCode(text)).toEqual(code);
      }),
      { numRuns: 500 },
    );
  });

  it('is not read once a character was changed, left out or added', () => {
    const change = fc.record({
      code: aCode,
      at: fc.nat(),
      by: fc.oneof(fc.constant(''), fc.stringMatching(/^[!-~]{1,2}$/)),
    });
    fc.assert(
      fc.property(change, ({ code, at, by }) => {
        const text = writeBrCode(code);
        const place = at % text.length;
        const changed = text.slice(0, place) + by + text.slice(place + 1);
        if (changed !== text) expect(readBrCode(changed)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
