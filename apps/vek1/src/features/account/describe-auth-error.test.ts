import { expect, it } from 'vitest';
import { describeAuthError, describeProviderError } from './describe-auth-error.ts';

it.each([
  [{ status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' }, 'E-mail ou senha não conferem.'],
  [{ status: 429 }, 'Muitas tentativas seguidas. Espere um minuto e tente de novo.'],
  [{ status: 500, code: 'X' }, 'Não deu certo agora. Tente de novo em instantes.'],
])('says %j as %s', (error, sentence) => expect(describeAuthError(error)).toBe(sentence));

it.each([
  ['access_denied', 'Você não deu permissão ao Google.'],
  ['state_mismatch', 'Não deu para entrar com o Google agora.'],
])('says of %s at Google: %s', (code, sentence) => expect(describeProviderError(code)).toContain(sentence));
