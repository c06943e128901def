import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVault, decrypt, encrypt, masked, oneOf, parseEncryptionKeys, sameSecret } from './crypto.ts';

const base64 = () => randomBytes(32).toString('base64');
const old = parseEncryptionKeys(`k0:${base64()}`);
const rotated = new Map([...parseEncryptionKeys(`k1:${base64()}`), ...old]);
const SECRET = 'abc_live_çhave-do-PIX';

describe('sealing', () => {
  it('gives back what was sealed, and never seals alike', () => {
    const vault = createVault(rotated);
    for (const plain of ['', SECRET, '😀'.repeat(500)]) expect(vault.open(vault.seal(plain))).toBe(plain);
    expect(vault.seal(SECRET)).not.toBe(vault.seal(SECRET));
  });

  it('uses the first key, and opens what older ones sealed', () => {
    expect(encrypt(rotated, SECRET)).toMatch(/^k1\./);
    expect(decrypt(rotated, encrypt(old, SECRET))).toBe(SECRET);
  });

  it('says which key is gone', () => {
    expect(() => decrypt(old, encrypt(rotated, SECRET))).toThrow('k1 is not configured');
  });

  it('notices a change of any byte', () => {
    const sealed = encrypt(old, SECRET);
    const [id = '', ...parts] = sealed.split('.');
    parts.forEach((part, at) => {
      const bytes = Buffer.from(part, 'base64url');
      for (let byte = 0; byte < bytes.length; byte += 1) {
        const changed = Buffer.from(bytes);
        changed[byte] = (changed[byte] ?? 0) ^ 1;
        const forged = [id, ...parts.with(at, changed.toString('base64url'))].join('.');
        expect(() => decrypt(old, forged)).toThrow();
      }
    });
  });

  it('notices what was cut off: a tag of 4 bytes is guessed in no time', () => {
    const [id, iv, tag = '', body] = encrypt(old, SECRET).split('.');
    const short = Buffer.from(tag, 'base64url').subarray(0, 4).toString('base64url');
    expect(() => decrypt(old, [id, iv, short, body].join('.'))).toThrow();
    expect(() => decrypt(old, [id, iv, '', body].join('.'))).toThrow();
    expect(() => decrypt(old, `${id}.${iv}`)).toThrow();
  });

  it('does not open under the name of another key', () => {
    const other = new Map([...old, ...parseEncryptionKeys(`k2:${base64()}`)]);
    expect(() => decrypt(other, encrypt(old, SECRET).replace('k0', 'k2'))).toThrow();
  });
});

describe('keys', () => {
  it.each([
    ['nothing', ''],
    ['a short key', 'k1:c2hvcnQ='],
    ['a key of 33 bytes', `k1:${randomBytes(33).toString('base64')}`],
    ['no id', `:${base64()}`],
    ['an id that would split what it seals', `k.1:${base64()}`],
    ['a comma too many', `k1:${base64()},`],
    ['one id for two', `k1:${base64()},k1:${base64()}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseEncryptionKeys(text)).toThrow();
  });

  it('takes spaces around them', () => {
    expect([...parseEncryptionKeys(` k1:${base64()} , k0:${base64()} `).keys()]).toEqual(['k1', 'k0']);
  });
});

describe('secrets', () => {
  it.each([
    ['a', 'a', true],
    ['', '', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['é', 'e\u0301', false],
  ])('compares %j with %j', (given, expected, same) => {
    expect(sameSecret(given, expected)).toBe(same);
  });

  it('takes any of several, and none where there is none', () => {
    expect(oneOf(['new', 'old'])('new')).toBe(true);
    expect(oneOf(['new', 'old'])('old')).toBe(true);
    expect(oneOf(['new', 'old'])('')).toBe(false);
    expect(oneOf([])('')).toBe(false);
  });

  it.each([
    ['sk_live_0123456789', '••••6789'],
    ['12345678', '••••5678'],
    ['1234567', '••••'],
    ['', '••••'],
  ])('shows of %j only %s', (secret, shown) => {
    expect(masked(secret)).toBe(shown);
  });
});
