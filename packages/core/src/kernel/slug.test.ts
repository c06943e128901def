import { describe, expect, it } from 'vitest';
import { Slug, slugOf } from './slug.ts';

describe('a slug', () => {
  it.each([
    ['Empório da Ana', 'emporio-da-ana'],
    ['  Café & Cia. Ltda  ', 'cafe-cia-ltda'],
    ['AÇAÍ 100%', 'acai-100'],
    ['--loja--', 'loja'],
    ['日本', 'loja'],
    ['!', 'loja'],
    ['a', 'loja'],
    ['Ｗｉｄｅ ﬁ', 'wide-fi'],
    [`${'longo nome '.repeat(10)}`, 'longo-nome-longo-nome-longo-nome-longo-nome-longo'],
  ])('of %j is %s', (name, slug) => {
    expect(slugOf(name, 'loja')).toBe(slug);
    expect(Slug.safeParse(slug).success).toBe(true);
  });

  it.each(['', 'a', 'Loja', 'lo_ja', 'lo--ja', '-loja', 'loja-', 'lo ja', 'lójá', 'x'.repeat(61)])(
    'is not %j',
    (slug) => {
      expect(Slug.safeParse(slug).success).toBe(false);
    },
  );
});
