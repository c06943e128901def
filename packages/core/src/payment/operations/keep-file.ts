import { createHash } from 'node:crypto';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { KeptFile } from '../contract.ts';
import { receiptTypeOf } from '../receipt-file.ts';

export const keepFile = flow({
  name: 'payment.keepFile',
  summary:
    'Keeps the file of a receipt under its own hash; null for what is neither picture nor PDF, or too large',
  access: internal.tenant,
  input: z.strictObject({ bytes: z.custom<Uint8Array>((it) => it instanceof Uint8Array) }),
  output: z.object({ file: KeptFile.nullable() }),
}).handle(async ({ company_id, gateways, signal }, { bytes }) => {
  const mime_type = receiptTypeOf(bytes);
  if (mime_type === null) return { file: null };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file_key = `${company_id}/proofs/${sha256}`;
  await gateways.files.put(file_key, bytes, signal);
  return { file: { file_key, mime_type, sha256 } };
});
