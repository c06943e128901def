import type { PixKeyType } from './contract.ts';

/** The last digits of a CPF or CNPJ follow from the rest: weights 2, 3, … from the right, starting over after `last`. */
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

/** What each type of PIX key looks like, as the central bank's directory keeps it. */
const PIX_KEYS: Record<PixKeyType, (key: string) => boolean> = {
  cpf: (key) => /^\d{11}$/.test(key) && !REPEATED.test(key) && checksOut(key, 11),
  cnpj: (key) => /^[0-9A-Z]{12}\d{2}$/.test(key) && !REPEATED.test(key) && checksOut(key, 9),
  phone: (key) => /^\+[1-9]\d{7,14}$/.test(key),
  email: (key) => /^[a-z0-9.!#$&'*+/=?^_`{|}~-]+@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(key),
  evp: (key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key),
};

/** Whether money sent to this key could arrive: a wrong one sends it to nobody, or to somebody else. */
export const isPixKey = (type: PixKeyType, key: string): boolean => PIX_KEYS[type](key);
