import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let data_dir: string;
beforeEach(() => {
  data_dir = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(data_dir, { recursive: true }));

const token = (of: string) => `${of}-0123456789abcdef0123456789abcdef`;
const key = `k1:${randomBytes(32).toString('base64')}`;
const secrets = {
  AUTH_TOKEN: token('auth'),
  INTERNAL_TOKEN: token('internal'),
  WEBHOOK_TOKEN: token('webhook'),
  ENCRYPTION_KEYS: key,
};
const read = (env: Record<string, string>) => readConfig({ DATA_DIR: data_dir, ...secrets, ...env });
const live = { NODE_ENV: 'production', LLM_API_KEY: 'sk-live' };

describe('development', () => {
  it('needs nothing but the secrets that were made for it', () => {
    writeFileSync(join(data_dir, 'secrets.json'), JSON.stringify(secrets));
    expect(readConfig({ DATA_DIR: data_dir })).toMatchObject({
      production: false,
      port: 8000,
      app_url: 'http://localhost:3000',
      api_url: 'http://localhost:8000',
      public_api_url: 'http://localhost:8000',
      outbound_allow_private: true,
      database_url: null,
      tokens: {
        auth: [secrets.AUTH_TOKEN],
        internal: [secrets.INTERNAL_TOKEN],
        webhook: [secrets.WEBHOOK_TOKEN],
      },
      llm: { provider: 'offline' },
      abacatepay: { base_url: 'http://localhost:4010/abacatepay' },
      evolution: { base_url: 'http://localhost:4010/evolution' },
      chat_burst_ms: 2500,
      role: 'all',
    });
  });

  it('prefers what the environment says', () => {
    writeFileSync(join(data_dir, 'secrets.json'), JSON.stringify(secrets));
    const { tokens } = readConfig({ DATA_DIR: data_dir, INTERNAL_TOKEN: 'mine' });
    expect(tokens).toMatchObject({ internal: ['mine'], auth: [secrets.AUTH_TOKEN] });
  });

  it('takes an empty variable for none', () => {
    expect(read({ DATABASE_URL: '', PORT: '', LLM_PROVIDER: '' })).toMatchObject({
      database_url: null,
      port: 8000,
    });
  });

  it('reads several tokens, so that they can be rotated, and several keys', () => {
    const { tokens, encryption_keys } = read({
      AUTH_TOKEN: 'new, old,',
      ENCRYPTION_KEYS: `${key},k0:${randomBytes(32).toString('base64')}`,
    });
    expect(tokens.auth).toEqual(['new', 'old']);
    expect([...encryption_keys.keys()]).toEqual(['k1', 'k0']);
  });

  it.each([
    ['a key', { LLM_API_KEY: 'sk-x' }, 'deepseek'],
    ['no key', {}, 'offline'],
    ['a name', { LLM_PROVIDER: 'ollama', LLM_API_KEY: 'sk-x' }, 'ollama'],
  ])('chooses the model by %s', (_, env, provider) => {
    expect(read(env).llm.provider).toBe(provider);
  });

  it('has a fallback where one is named', () => {
    expect(read({}).llm.fallback).toBeUndefined();
    const env = { LLM_FALLBACK_PROVIDER: 'openai', LLM_FALLBACK_API_KEY: 'sk-b', LLM_FALLBACK_MODEL: 'm' };
    expect(read(env).llm.fallback).toEqual({ provider: 'openai', api_key: 'sk-b', model: 'm' });
  });

  it('cuts the slash off addresses', () => {
    expect(read({ API_URL: 'https://api.example/' })).toMatchObject({
      api_url: 'https://api.example',
      public_api_url: 'https://api.example',
    });
    expect(read({ PUBLIC_API_URL: 'https://api.example/' }).public_api_url).toBe('https://api.example');
  });
});

describe('a wrong value stops the start with one line that names the variable', () => {
  it.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ ROLE: 'boss' }, 'ROLE'],
    [{ APP_URL: 'localhost:3000' }, 'APP_URL'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL'],
    [{ CHAT_BURST_MS: '-1' }, 'CHAT_BURST_MS'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY'],
    [{ ALLOW_OFFLINE: 'true' }, 'ALLOW_OFFLINE'],
    [{ LLM_PROVIDER: 'oracle' }, 'LLM_PROVIDER'],
    [{ LLM_FALLBACK_PROVIDER: 'oracle' }, 'LLM_FALLBACK_PROVIDER'],
    [{ LLM_FALLBACK_API_KEY: 'sk-b' }, 'LLM_FALLBACK_PROVIDER'],
    [{ ...live, LLM_FALLBACK_PROVIDER: 'offline' }, 'LLM_FALLBACK_PROVIDER'],
    [{ ENCRYPTION_KEYS: 'k1:c2hvcnQ=' }, 'ENCRYPTION_KEYS'],
    [{ AUTH_TOKEN: ' , ' }, 'AUTH_TOKEN'],
    [{ WEBHOOK_TOKEN: '' }, 'WEBHOOK_TOKEN'],
    [{ ...live, INTERNAL_TOKEN: `${token('long')},short` }, 'INTERNAL_TOKEN'],
    [{ NODE_ENV: 'production' }, 'LLM_PROVIDER'],
    [{ ...live, LLM_PROVIDER: 'offline' }, 'LLM_PROVIDER'],
  ])('%j', (env: Record<string, string>, name) => {
    expect(() => read(env)).toThrow(ConfigError);
    expect(() => read(env)).toThrow(new RegExp(`^${name}: [^\\n]+$`));
  });
});

describe('production', () => {
  it('speaks to the real gateways, or to none', () => {
    expect(read(live)).toMatchObject({
      production: true,
      abacatepay: { base_url: 'https://api.abacatepay.com' },
      evolution: { base_url: null, api_key: null },
      llm: { provider: 'deepseek', api_key: 'sk-live' },
    });
  });

  it('never takes generated secrets', () => {
    writeFileSync(join(data_dir, 'secrets.json'), JSON.stringify(secrets));
    expect(() => readConfig({ DATA_DIR: data_dir, ...live })).toThrow('AUTH_TOKEN: missing');
  });

  it('lets merchants name public addresses only, unless it says otherwise', () => {
    expect(read(live).outbound_allow_private).toBe(false);
    expect(read({ ...live, OUTBOUND_ALLOW_PRIVATE: '1' }).outbound_allow_private).toBe(true);
    expect(read({ OUTBOUND_ALLOW_PRIVATE: '0' }).outbound_allow_private).toBe(false);
  });

  it('is as lenient as development where offline use is allowed', () => {
    writeFileSync(join(data_dir, 'secrets.json'), JSON.stringify(secrets));
    const config = readConfig({ DATA_DIR: data_dir, NODE_ENV: 'production', ALLOW_OFFLINE: '1' });
    expect(config).toMatchObject({ production: false, llm: { provider: 'offline' } });
  });
});
