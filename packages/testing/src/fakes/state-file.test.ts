import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateFile } from './state-file.ts';

describe('the state file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fakes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives each section back after a restart and leaves no drafts', () => {
    const path = join(folder, 'deep', 'fakes.json');
    const file = openStateFile(path);
    file.write('one', [1]);
    file.write('two', { b: 2 });
    file.write('one', [1, 2]);
    const again = openStateFile(path);
    expect([again.read('one'), again.read('two'), again.read('three')]).toEqual([
      [1, 2],
      { b: 2 },
      undefined,
    ]);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['fakes.json']);
  });

  it('leaves a file of another version aside, and does not hide one that is broken', () => {
    const path = join(folder, 'fakes.json');
    writeFileSync(path, JSON.stringify({ version: 0, sections: { one: 1 } }));
    expect(openStateFile(path).read('one')).toBeUndefined();
    writeFileSync(path, '{');
    expect(() => openStateFile(path)).toThrow(SyntaxError);
  });
});
