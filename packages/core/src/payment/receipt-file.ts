import { LARGEST_RECEIPT } from './contract.ts';

/** What a receipt is sent as, known by what stands where in its bytes, whatever the sender calls it. */
const MARKS = [
  ['image/jpeg', [[0, '\xff\xd8\xff']]],
  ['image/png', [[0, '\x89PNG\r\n\x1a\n']]],
  [
    'image/webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  ['application/pdf', [[0, '%PDF-']]],
] as const;

export type ReceiptType = (typeof MARKS)[number][0];

/** The type of a file by its bytes; null for what is neither picture nor PDF, empty or too large. */
export function receiptTypeOf(bytes: Uint8Array): ReceiptType | null {
  if (bytes.length > LARGEST_RECEIPT) return null;
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return MARKS.find(([, marks]) => marks.every(([at, mark]) => head.startsWith(mark, at)))?.[0] ?? null;
}
