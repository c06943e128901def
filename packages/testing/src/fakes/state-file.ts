import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Raised when a fake's rows change shape: an older file is then left aside. */
const VERSION = 1;

/** One JSON file that several fakes share, each with its own section. */
export interface StateFile {
  /** What was last written there, `undefined` if nothing was. */
  read(section: string): unknown;
  /** Replaces the section and the file, whole or not at all. */
  write(section: string, value: unknown): void;
}

/** Opens the file, or starts empty where there is none. */
export function openStateFile(path: string): StateFile {
  const sections = load(path);
  return {
    read: (section) => sections[section],
    write(section, value) {
      sections[section] = value;
      mkdirSync(dirname(path), { recursive: true });
      const draft = `${path}.${process.pid}.tmp`;
      writeFileSync(draft, JSON.stringify({ version: VERSION, sections }));
      renameSync(draft, path);
    },
  };
}

function load(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  const file: unknown = JSON.parse(text);
  const ours = typeof file === 'object' && file !== null && 'version' in file && file.version === VERSION;
  // Safe because only `write` above makes files of this version.
  return ours && 'sections' in file ? (file.sections as Record<string, unknown>) : {};
}
