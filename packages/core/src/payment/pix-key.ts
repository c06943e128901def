import type { PixKeyType } from './contract.ts';

/** The last two digits of a CPF or CNPJ follow from the rest: weights 2, 3, … from the right, over again after `last`. */
function checksOut(text: string, last: number): boolean {
  const value = (character: string) => character.charCodeAt(0) - 48;
  return [text.length - 2, text.length - 1].every((length) => {
    const sum = [...text.slice(0, length)]
      .reverse()
      .reduce((total, character, place) => total + value(character) * (2 + (place % (last - 1))), 0);
    const rest = sum % 11;
    return value(text.charAt(length)) === (rest < 2 ? 0 : 11 - rest);
  });
}

const REPEATED = /^(.)\1+$/;

/** Area codes that exist; a mobile number begins with 9. */
const PHONE =
  /^\+55(1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])(9\d{8}|[2-8]\d{7})$/;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const EMAIL = new RegExp(String.raw`^[a-z0-9.!#$&'*+/=?^_\`{|}~-]+@${LABEL}(?:\.${LABEL})+$`);
const LONGEST_EMAIL = 77;

interface KeyType {
  /** Without its mask, as the central bank's directory writes it. */
  plain: (typed: string) => string;
  holds: (key: string) => boolean;
}

const unmasked = (typed: string) => typed.replace(/[\s./-]/g, '');

const KEY_TYPES: Record<PixKeyType, KeyType> = {
  cpf: {
    plain: unmasked,
    holds: (key) => /^\d{11}$/.test(key) && !REPEATED.test(key) && checksOut(key, 11),
  },
  cnpj: {
    plain: (typed) => unmasked(typed).toUpperCase(),
    holds: (key) => /^[0-9A-Z]{12}\d{2}$/.test(key) && !REPEATED.test(key) && checksOut(key, 9),
  },
  phone: {
    plain: (typed) => typed.replace(/[\s().-]/g, '').replace(/^(?:\+?55)?(?=\d{10,11}$)/, '+55'),
    holds: (key) => PHONE.test(key),
  },
  email: {
    plain: (typed) => typed.toLowerCase(),
    holds: (key) => key.length <= LONGEST_EMAIL && EMAIL.test(key),
  },
  evp: {
    plain: (typed) => typed.toLowerCase(),
    holds: (key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key),
  },
};

/**
 * A PIX key as the central bank's directory keeps it, of what a person typed: `529.982.247-25` is `52998224725`.
 * Null where money sent to it could not arrive. The type is always said: 11 digits may be a CPF or a phone.
 */
export function pixKeyOf(type: PixKeyType, typed: string): string | null {
  const { plain, holds } = KEY_TYPES[type];
  const key = plain(typed.trim());
  return holds(key) ? key : null;
}
