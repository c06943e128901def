import { describe, expect, it } from 'vitest';
import { canonicalNumber, jidOf } from './numbers.ts';

describe('a phone number', () => {
  it.each([
    ['5511999990000', '5511999990000@s.whatsapp.net'],
    ['5531999990000', '553199990000@s.whatsapp.net'],
    ['5548969990000', '5548969990000@s.whatsapp.net'],
    ['554899991234', '554899991234@s.whatsapp.net'],
    ['12025550123', '12025550123@s.whatsapp.net'],
    ['203040506070809@lid', '203040506070809@lid'],
  ])('makes of %s the JID %s', (number, jid) => {
    expect(jidOf(number)).toBe(jid);
  });

  it('tells one landline from a mobile with a ninth digit', () => {
    expect(canonicalNumber('5511999990000')).toBe(canonicalNumber('551199990000@s.whatsapp.net'));
    expect(canonicalNumber('551133334444')).toBe('551133334444');
    expect(canonicalNumber('1@lid')).toBe('1@lid');
  });
});
