import { describe, expect, it } from 'vitest';
import { maskSecrets } from './audit.ts';

describe('what the audit log keeps', () => {
  it('masks secrets, however deep', () => {
    const pix = { pix_key: '52998224725', pix_key_type: 'cpf' };
    expect(maskSecrets({ name: 'Ana', settings: [{ api_key: 'abc', secret: { at: 1 }, ...pix }] })).toEqual({
      name: 'Ana',
      settings: [{ api_key: '••••', secret: '••••', pix_key: '••••', pix_key_type: 'cpf' }],
    });
  });

  it('is short: long texts and lists are told by how they begin', () => {
    expect(maskSecrets('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
    const list = maskSecrets(Array.from({ length: 25 }, (_, index) => index));
    expect(list).toEqual([...Array(20).keys(), '… 5 more']);
  });

  it.each([
    ['a\u0000b', 'a\ufffdb'],
    ['a\ud800b', 'a\ufffdb'],
    [`${'x'.repeat(199)}😀`, `${'x'.repeat(199)}\ufffd…`],
  ])('is text that jsonb can hold: %j', (text, kept) => {
    expect(maskSecrets({ [text.slice(0, 3)]: text })).toEqual({ [kept.slice(0, 3)]: kept });
  });
});
