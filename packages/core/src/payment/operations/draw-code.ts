import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { FileContent } from '../../kernel/file.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { CodeFormat } from '../contract.ts';
import { qrPng, qrSvg } from '../qr-image.ts';
import { payment_attempts } from '../tables.ts';

export const drawCode = query({
  name: 'payment.drawCode',
  summary: 'The PIX code that an order can be paid by now, as a picture; 404 where there is none',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, format: CodeFormat }),
  output: FileContent,
}).handle(async ({ db, company_id }, { order_id, format }) => {
  const [open] = await db
    .select({ br_code: payment_attempts.br_code })
    .from(payment_attempts)
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.order_id, order_id),
        eq(payment_attempts.status, 'open'),
      ),
    );
  const code = found(open?.br_code, 'PIX code');
  if (format === 'png') return { media_type: 'image/png', base64: qrPng(code).toString('base64') };
  return { media_type: 'image/svg+xml', base64: Buffer.from(await qrSvg(code)).toString('base64') };
});
