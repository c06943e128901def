import type { ErpAnswer, ErpFailure } from '../ports/erp.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Between one attempt and the next, in ms: about a day in all. */
export const PAUSES: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  ...Array<number>(4).fill(6 * HOUR),
];
const LONGEST_PAUSE = 6 * HOUR;

/** What the ERP's answer to the attempt of this number, from 1, means for the event. `pause_ms`: until the next one. */
export function outcomeOf(
  { status, failure, retry_after_ms }: ErpAnswer,
  attempt: number,
): { state: 'known' | 'dead' } | { state: 'waiting'; pause_ms: number } {
  if (status !== null && status >= 200 && status < 300) return { state: 'known' };
  const mends_itself =
    status === null
      ? failure !== 'private_address' && failure !== 'insecure_address'
      : status === 408 || status === 429 || status >= 500;
  const pause_ms = PAUSES[attempt - 1];
  if (!mends_itself || pause_ms === undefined) return { state: 'dead' };
  return { state: 'waiting', pause_ms: Math.max(pause_ms, Math.min(retry_after_ms ?? 0, LONGEST_PAUSE)) };
}

const FAILURES: Record<ErpFailure, string> = {
  insecure_address:
    'O endereço não começa com https://. Sem isso qualquer um no caminho poderia ler e trocar o que enviamos.',
  private_address:
    'O endereço leva a uma rede interna. Só enviamos para endereços abertos na internet: use o endereço público do ERP.',
  unknown_host: 'Esse domínio não foi encontrado (DNS). Confira se o endereço está escrito certo.',
  refused:
    'Ninguém atende nesse endereço: a conexão foi recusada. Confira a porta e se o servidor está ligado.',
  certificate: 'O certificado de segurança (TLS) do endereço não é válido',
  timeout: 'O ERP não respondeu em 5 segundos. Ele deve responder logo e trabalhar depois.',
  connection_lost: 'A conexão caiu antes da resposta.',
};

const STATUSES: Record<number, string> = {
  400: 'O ERP não entendeu o que enviamos.',
  401: 'O ERP não aceitou a assinatura. Confira se o segredo de envio é o mesmo dos dois lados.',
  403: 'O ERP não deixou entrar. Confira o segredo de envio e se há algum bloqueio de acesso.',
  404: 'Não há nada nesse endereço. Confira o caminho.',
  405: 'O endereço não aceita POST.',
  408: 'O ERP desistiu de esperar.',
  410: 'O endereço foi desativado.',
  413: 'O ERP achou o envio grande demais.',
  422: 'O ERP leu o que enviamos e não aceitou.',
  429: 'O ERP pediu para enviar mais devagar.',
};

function explainStatus(status: number, location: string | null): string {
  if (status >= 200 && status < 300) return 'O ERP recebeu e respondeu.';
  if (status >= 300 && status < 400) {
    const where = location ? `: ${location}` : '';
    return `O endereço manda para outro lugar${where}. Não seguimos desvios: use o endereço final.`;
  }
  return (
    STATUSES[status] ?? (status >= 500 ? 'O ERP está com um problema dele.' : 'O ERP não aceitou o envio.')
  );
}

/** What came of a call, and what to do about it, in words for a merchant. */
export function explain({ status, failure, detail }: ErpAnswer): string {
  if (status !== null) return `${explainStatus(status, detail)} (HTTP ${status})`;
  if (failure === 'certificate') return `${FAILURES.certificate}${detail ? ` (${detail})` : ''}.`;
  return FAILURES[failure ?? 'connection_lost'];
}
