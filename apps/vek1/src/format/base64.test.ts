import { expect, it } from 'vitest';
import { toBase64 } from './base64.ts';

it('a file of any length comes back as it was', () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => index % 256);
  expect(Buffer.from(toBase64(bytes), 'base64').equals(bytes)).toBe(true);
});
