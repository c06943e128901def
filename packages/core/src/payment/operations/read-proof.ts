import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { FileContent } from '../../kernel/file.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_proofs } from '../tables.ts';
import { findProof } from './find-proof.ts';

export const readProof = flow({
  name: 'payment.readProof',
  summary: 'The file of a receipt, for the people of its shop; 404 where it is kept elsewhere',
  safe: true,
  access: app.row(payment_proofs),
  rest: { method: 'get', path: '/internal/payment-proofs/{id}/file', answers_file: true },
  input: z.strictObject({ id: Id }),
  output: FileContent,
}).handle(async ({ gateways, call, signal }, input) => {
  const { file_key, media_type } = await call(findProof, input);
  const bytes = found(await gateways.files.get(file_key, signal), 'file');
  return { media_type, base64: Buffer.from(bytes).toString('base64') };
});
