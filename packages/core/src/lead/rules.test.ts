import { describe, expect, it } from 'vitest';
import { identityOf, phoneOf } from './rules.ts';

const on = (channel: Parameters<typeof identityOf>[0]) => (external_id: string) =>
  identityOf(channel, external_id);

describe('who a person on WhatsApp is', () => {
  const CANONICAL = '551187654321';
  it.each([
    ['with the ninth digit', '5511987654321'],
    ['without it', '551187654321'],
    ['as a JID', '5511987654321@s.whatsapp.net'],
    ['as a JID of 12 digits', '551187654321@s.whatsapp.net'],
    ['as people write it', '+55 (11) 98765-4321'],
    ['with spaces around', ' 5511987654321 '],
  ])('is the same %s', (_, external_id) => {
    expect(on('whatsapp')(external_id)).toBe(CANONICAL);
  });

  it.each([
    ['a neighbour', '5511987654322'],
    ['another area', '5521987654321'],
    ['another country', '351987654321'],
  ])('is not %s', (_, external_id) => {
    expect(on('whatsapp')(external_id)).not.toBe(CANONICAL);
  });

  it.each([
    ['a landline', '551133334444', '551133334444'],
    ['a mobile of area 55', '5555987654321', '555587654321'],
    ['a new mobile, whose eight digits are a landline of somebody else', '5511937798561', '5511937798561'],
    ['Spain, eleven digits like a Brazilian without the country', '34912345678', '34912345678'],
    ['Argentina', '5491123456789', '5491123456789'],
    ['Portugal', '351912345678', '351912345678'],
  ])('keeps the digits of %s', (_, external_id, identity) => {
    expect(on('whatsapp')(external_id)).toBe(identity);
  });

  it('is the hidden id where that is all there is', () => {
    expect(on('whatsapp')('123456789012345@lid')).toBe('123456789012345@lid');
  });
});

it('is the address a visitor of the web gave, whatever its case', () => {
  expect(on('web')(' Ana@Loja.example ')).toBe('ana@loja.example');
  expect(on('web')('11987654321')).toBe('11987654321');
});

it.each([
  ['551187654321', '5511987654321'],
  ['5511987654321@s.whatsapp.net', '5511987654321'],
  ['5511937798561', '5511937798561'],
  ['551133334444', '551133334444'],
  ['123456789012345@lid', null],
])('the number to dial of %s is %s', (external_id, phone) => {
  expect(phoneOf(external_id)).toBe(phone);
});
