import { pixKeyOf } from '@vek1/core/payment/pix-key';
import type { PaymentSettings } from '@/trpc/wire.ts';

export type KeyType = NonNullable<PaymentSettings['manual_pix_key_type']>;

export const KEY_TYPE: Record<KeyType, { label: string; example: string; wrong: string }> = {
  cpf: { label: 'CPF', example: '529.982.247-25', wrong: 'Não é um CPF válido.' },
  cnpj: { label: 'CNPJ', example: '12.ABC.345/01DE-35', wrong: 'Não é um CNPJ válido.' },
  phone: { label: 'Celular', example: '(11) 98765-4321', wrong: 'Não é um celular válido, com DDD.' },
  email: { label: 'E-mail', example: 'loja@exemplo.com.br', wrong: 'Não é um e-mail válido.' },
  evp: {
    label: 'Chave aleatória',
    example: '123e4567-e12b-12d1-a456-426655440000',
    wrong: 'Não é uma chave aleatória válida.',
  },
};

export const KEY_TYPES = Object.keys(KEY_TYPE) as KeyType[]; // the record above has each of them, and no other

/** The one type that a key can only be; null for none, and for 11 digits that may be two things. */
export function typeOf(typed: string): KeyType | null {
  const [only, ...others] = KEY_TYPES.filter((type) => pixKeyOf(type, typed) !== null);
  return only && others.length === 0 ? only : null;
}

/** What is said below a key while it is typed. */
export function judge(
  type: KeyType | null,
  typed: string,
): { key: string | null; hint?: string; error?: string } {
  if (typed.trim() === '') return { key: null };
  if (type === null) return { key: null, error: 'Escolha o tipo da chave.' };
  const key = pixKeyOf(type, typed);
  if (key === null) return { key, error: KEY_TYPE[type].wrong };
  return { key, hint: key === typed.trim() ? 'Chave válida.' : `Chave válida. Fica salva como ${key}` };
}
