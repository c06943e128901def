import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { VARIABLES as APP_VARIABLES, readConfig as readAppConfig } from '../apps/vek1/src/config.ts';
import {
  VARIABLES as API_VARIABLES,
  readConfig as readApiConfig,
} from '../packages/core/src/kernel/config.ts';

const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8');
const lines = text.split('\n');
const named = lines.flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);

const data_dir = mkdtempSync(join(tmpdir(), 'env-example-'));
afterAll(() => rmSync(data_dir, { recursive: true }));

it('lists every variable that the API or the app reads, once, and no other', () => {
  expect(named.toSorted()).toEqual([...new Set([...API_VARIABLES, ...APP_VARIABLES])].toSorted());
});

it('says of each what it is, in one line', () => {
  for (const [at, line] of lines.entries()) {
    if (!/^\w+=/.test(line)) continue;
    expect(lines[at - 1], line).toMatch(/^# .{10,120}\.$/);
    expect(lines[at - 2] ?? '', line).not.toMatch(/^#/);
  }
});

it('is at the defaults: with it everything is as without it', () => {
  const secrets = {
    AUTH_TOKEN: 'auth',
    INTERNAL_TOKEN: 'internal',
    WEBHOOK_TOKEN: 'webhook',
    BETTER_AUTH_SECRET: 'secret',
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  };
  const copied = { ...parseEnv(text), ...secrets, DATA_DIR: data_dir };
  const empty = { ...secrets, DATA_DIR: data_dir };
  expect(readApiConfig(copied)).toEqual(readApiConfig(empty));
  expect(readAppConfig(copied, data_dir)).toEqual(readAppConfig(empty, data_dir));
  expect(parseEnv(text).DATA_DIR).toBe('.data');
});
