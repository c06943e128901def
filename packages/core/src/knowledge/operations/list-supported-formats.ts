import { z } from 'zod';
import { open } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { FileFormat } from '../contract.ts';

const FORMATS: z.infer<typeof FileFormat>[] = [
  { extension: 'pdf', mime_type: 'application/pdf', name: 'PDF' },
  { extension: 'csv', mime_type: 'text/csv', name: 'CSV' },
  {
    extension: 'xlsx',
    mime_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: 'Excel',
  },
  {
    extension: 'docx',
    mime_type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: 'Word',
  },
  { extension: 'txt', mime_type: 'text/plain', name: 'Texto' },
  { extension: 'md', mime_type: 'text/markdown', name: 'Markdown' },
];

export const listSupportedFormats = query({
  name: 'knowledge.supportedFormats',
  summary: 'The files that documents can be made of',
  access: open,
  rest: { method: 'get', path: '/supported-formats' },
  input: z.strictObject({}),
  output: z.object({ formats: z.array(FileFormat) }),
}).handle(async () => ({ formats: FORMATS }));
