import type { Files } from '@vek1/core/ports/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';

export interface FilesSubject {
  files: Files;
  close(): Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const read = async (files: Files, key: string) => {
  const kept = await files.get(key);
  return kept && new TextDecoder().decode(kept);
};

/** What any `Files` must do, whoever stands behind it. */
export function filesSuite(name: string, start: () => Promise<FilesSubject>): void {
  describe(`Files by ${name}`, () => {
    let subject: FilesSubject;
    beforeEach(async () => {
      subject = await start();
    });
    afterEach(() => subject.close());

    it('gives back what it was given, to the byte', async () => {
      const { files } = subject;
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      await files.put('company/proofs/one', all);
      expect(Uint8Array.from((await files.get('company/proofs/one')) ?? [])).toEqual(all);
      expect(await files.get('company/proofs/two')).toBeNull();
    });

    it('replaces what was there, whole, whoever writes at the same time', async () => {
      const { files } = subject;
      const texts = Array.from({ length: 8 }, (_, place) => String(place).repeat(100_000));
      await Promise.all(texts.map((text) => files.put('company/one', bytes(text))));
      expect(texts).toContain(await read(files, 'company/one'));
    });

    it.each(['../outside', 'company/../../outside', '/etc/passwd', 'company//one', 'a.b', ''])(
      'takes no key that could lead elsewhere: “%s”',
      async (key) => {
        const { files } = subject;
        expect(await failureOf(files.put(key, bytes('x')))).toMatchObject({
          outcome: 'refused',
          final: true,
        });
        expect(await failureOf(files.get(key))).toMatchObject({ final: true });
      },
    );

    it('does nothing for a caller that has given up already', async () => {
      const { files } = subject;
      expect((await failureOf(files.put('company/late', bytes('x'), AbortSignal.abort()))).outcome).toBe(
        'refused',
      );
      expect(await files.get('company/late')).toBeNull();
    });
  });
}
