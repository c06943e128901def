import { type SQL, sql } from 'drizzle-orm';
import { formatMoment } from '../kernel/clock.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { formatCents } from '../kernel/money.ts';
import type { PaymentMethod } from '../payment/contract.ts';

interface OpenCode extends Record<string, unknown> {
  attempt_id: string;
  method: PaymentMethod;
  number: number;
  amount_cents: string;
  br_code: string;
  qr_image: string | null;
  expires_at: string | null;
  time_zone: string;
  /** Of before the turn that tells it. */
  again: boolean;
}

function caption({ method, number, amount_cents, expires_at, time_zone }: OpenCode): string {
  const until = expires_at ? formatMoment(expires_at, time_zone) : null;
  const of = `PIX do pedido #${number}: ${formatCents(Number(amount_cents))}`;
  if (method === 'manual_pix') {
    const deadline = until ? ` até ${until}` : '';
    return `${of}. O código para copiar vem a seguir. Depois de pagar, mande o comprovante por aqui${deadline}, em foto ou PDF: a loja confere e confirma.`;
  }
  return `${of}${until ? `, válido até ${until}` : ''}. O código para copiar vem a seguir.`;
}

/**
 * The customer's open PIX codes as messages: the picture, then the code alone, so that it can be copied.
 * `which` narrows them: orders are `o`, attempts `a`. Each code is told once, and once more by each `turn` in which the
 * customer asked for it anew: the cause keys say so.
 */
export async function pixMessages(
  db: Reader,
  company_id: string,
  which: SQL,
  turn: { id: string | null; created_at: string | null } = { id: null, created_at: null },
) {
  const codes = await db.execute<OpenCode>(sql`
    select a.id as attempt_id, a.method, o.number, a.amount_cents, a.br_code, a.qr_image, a.expires_at, s.time_zone,
           coalesce(a.created_at < ${turn.created_at}::timestamptz, false) as again
      from orders o
      join payment_attempts a on a.company_id = o.company_id and a.order_id = o.id and a.status = 'open'
      join stores s on s.company_id = o.company_id and s.id = o.store_id
     where o.company_id = ${company_id} and a.br_code is not null and (${which})
     order by a.created_at`);
  return [...codes].flatMap((code) => {
    const cause = `pix:${code.attempt_id}${code.again ? `:${turn.id}` : ''}`;
    return [
      { text: caption(code), image: code.qr_image, cause_key: `${cause}:picture` },
      { text: code.br_code, image: null, cause_key: `${cause}:code` },
    ];
  });
}
