import { describe, expect, it } from 'vitest';
import { LARGEST_RECEIPT } from './contract.ts';
import { receiptTypeOf } from './receipt-file.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a receipt’s file', () => {
  it.each([
    ['image/jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF'],
    ['image/png', '\x89PNG\r\n\x1a\n\x00\x00'],
    ['image/webp', 'RIFF\x24\x00\x00\nWEBPVP8 '],
    ['application/pdf', '%PDF-1.7\n'],
  ])('is %s by how it begins', (type, head) => {
    expect(receiptTypeOf(bytes(head))).toBe(type);
  });

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing that could hold a script', '<svg xmlns="http://www.w3.org/2000/svg">'],
    ['a PDF that begins elsewhere', '<html>%PDF-1.7'],
    ['a film', '\x00\x00\x00\x18ftypmp42'],
    ['a sound', 'RIFF\x24\x00\x00\x00WAVEfmt '],
    ['nothing', ''],
  ])('is none: %s', (_, head) => {
    expect(receiptTypeOf(bytes(head))).toBeNull();
  });

  it('has a size', () => {
    const largest = Buffer.concat([bytes('%PDF-'), Buffer.alloc(LARGEST_RECEIPT - 5)]);
    expect(receiptTypeOf(largest)).toBe('application/pdf');
    expect(receiptTypeOf(Buffer.concat([largest, Buffer.alloc(1)]))).toBeNull();
  });
});
