import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { FileContent } from '../../kernel/file.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_proofs } from '../tables.ts';

export const findProof = query({
  name: 'payment.findProof',
  summary: 'Where the file of a receipt is kept, and what it is; 404 for one that is kept elsewhere',
  access: internal.tenant,
  input: z.strictObject({ id: Id }),
  output: z.object({ file_key: z.string(), media_type: FileContent.shape.media_type }),
}).handle(async ({ db, company_id }, { id }) => {
  const [proof] = await db
    .select({ file_key: payment_proofs.file_key, mime_type: payment_proofs.mime_type })
    .from(payment_proofs)
    .where(and(eq(payment_proofs.company_id, company_id), eq(payment_proofs.id, id)));
  const { file_key, mime_type } = found(proof, 'payment proof');
  const media_type = FileContent.shape.media_type.safeParse(mime_type).data;
  return { file_key: found(file_key, 'file'), media_type: found(media_type, 'file') };
});
