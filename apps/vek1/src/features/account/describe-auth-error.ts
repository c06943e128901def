/** What Better Auth refuses, as a merchant would say it. */
const CODES: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail ou senha não conferem.',
  INVALID_PASSWORD: 'A senha não confere.',
  EMAIL_NOT_VERIFIED: 'Confirme seu e-mail antes de entrar: acabamos de mandar o link de novo.',
  INVALID_NAME: 'Confira seu nome e seu e-mail.',
  INVALID_EMAIL: 'Este e-mail não parece certo.',
  PASSWORD_TOO_SHORT: 'A senha precisa de 8 caracteres ou mais.',
  PASSWORD_TOO_LONG: 'A senha pode ter até 128 caracteres.',
  INVALID_TOKEN: 'Este link já foi usado ou venceu. Peça outro.',
  SESSION_EXPIRED: 'Entre de novo para fazer isto.',
};

export interface AuthError {
  status: number;
  code?: string | undefined;
}

/** In a sentence; where nobody answered too. */
export function describeAuthError({ status, code }: AuthError): string {
  if (status === 429) return 'Muitas tentativas seguidas. Espere um minuto e tente de novo.';
  return CODES[code ?? ''] ?? 'Não deu certo agora. Tente de novo em instantes.';
}

/** Why one comes back from Google without being signed in. */
const FROM_GOOGLE: Record<string, string> = {
  access_denied: 'Você não deu permissão ao Google. Tente de novo ou entre com sua senha.',
  email_not_found: 'O Google ainda não confirmou este e-mail. Confirme-o lá e tente de novo.',
  account_not_linked:
    'Já existe uma conta com este e-mail, e ele ainda não foi confirmado. Se é sua, use “Esqueci minha senha”.',
};

/** The `error` that Better Auth puts into the address. */
export const describeProviderError = (code: string): string =>
  FROM_GOOGLE[code] ?? 'Não deu para entrar com o Google agora. Tente de novo em instantes.';
