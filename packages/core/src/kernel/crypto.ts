import { createCipheriv, createDecipheriv, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Keys by id; the first encrypts, all decrypt, so that they can be rotated. */
export type EncryptionKeys = ReadonlyMap<string, Buffer>;

const TAG_BYTES = 16;

/** Reads `id:base64,id:base64`. Throws on a key that is not 32 bytes and on an id that names two. */
export function parseEncryptionKeys(text: string): EncryptionKeys {
  const keys = new Map<string, Buffer>();
  for (const part of text.split(',')) {
    const [, id = '', base64 = ''] = /^\s*([\w-]+):([\w+/-]+=*)\s*$/.exec(part) ?? [];
    const key = Buffer.from(base64, 'base64');
    if (key.length !== 32) throw new Error('every key must be id:base64 of 32 bytes');
    if (keys.has(id)) throw new Error(`two keys are named ${id}`);
    keys.set(id, key);
  }
  return keys;
}

/** AES-256-GCM: `key_id.iv.tag.ciphertext`, base64url. */
export function encrypt(keys: EncryptionKeys, plain: string): string {
  const [first] = keys;
  if (!first) throw new Error('no encryption key');
  const [id, key] = first;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [id, ...[iv, cipher.getAuthTag(), body].map((bytes) => bytes.toString('base64url'))].join('.');
}

/** Throws if the key is gone or a byte was changed. */
export function decrypt(keys: EncryptionKeys, sealed: string): string {
  const [id = '', iv = '', tag = '', body = ''] = sealed.split('.');
  const key = keys.get(id);
  if (!key) throw new Error(`encryption key ${id} is not configured`);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

// As text: bytes of their own would be memory outside of the heap, which costs twice as much as the digest itself.
const digest = (secret: string): Buffer => Buffer.from(hash('sha256', secret, 'hex'));

/** Tells whether any of several valid secrets was given, in constant time whatever their lengths: tokens are
 * rotated by having two for a while. Theirs are digested once. */
export function oneOf(valid: readonly string[]): (given: string) => boolean {
  const digests = valid.map(digest);
  return (given) => {
    const it = digest(given);
    return digests.reduce((hit, other) => timingSafeEqual(it, other) || hit, false);
  };
}

/** Compares secrets in constant time, whatever their lengths. */
export const sameSecret = (given: string, expected: string): boolean => oneOf([expected])(given);

/** What a secret looks like in answers, e.g. `••••3f9c`; of a short one nothing is shown. */
export const masked = (secret: string): string => `••••${secret.length < 8 ? '' : secret.slice(-4)}`;

/** Sent back, it changes nothing. */
export const isMasked = (secret: string): boolean => secret.startsWith('••••');

/** Seals what the database must not hold in the clear. */
export interface Vault {
  seal(plain: string): string;
  open(sealed: string): string;
}

export const createVault = (keys: EncryptionKeys): Vault => ({
  seal: (plain) => encrypt(keys, plain),
  open: (sealed) => decrypt(keys, sealed),
});
