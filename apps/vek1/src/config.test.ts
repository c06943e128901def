import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const LONG = 'x'.repeat(32);
const TOKENS = { INTERNAL_TOKEN: LONG, WEBHOOK_TOKEN: LONG, AUTH_TOKEN: LONG, BETTER_AUTH_SECRET: LONG };

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'vek1-app-'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

function keepSecrets(folder: string) {
  const secrets = {
    AUTH_TOKEN: 'made-auth',
    BETTER_AUTH_SECRET: 'made-secret',
    INTERNAL_TOKEN: 'made-internal',
    WEBHOOK_TOKEN: 'made-webhook',
    ENCRYPTION_KEYS: 'k',
  };
  mkdirSync(join(workspace, folder));
  writeFileSync(join(workspace, folder, 'secrets.json'), JSON.stringify(secrets));
}

describe('readConfig', () => {
  it('needs nothing in development but the secrets made for it', () => {
    keepSecrets('.data');
    expect(readConfig({}, workspace)).toEqual({
      app_url: 'http://localhost:3000',
      public_app_url: 'http://localhost:3000',
      api_url: 'http://localhost:8000',
      internal_token: 'made-internal',
      webhook_token: 'made-webhook',
      auth_token: 'made-auth',
      auth_secret: 'made-secret',
      google: null,
      trust_proxy: 0,
      fakes: {
        evolution: 'http://localhost:4010/evolution',
        abacatepay: 'http://localhost:4010/abacatepay',
      },
    });
  });

  it('finds the secrets where DATA_DIR says, from the root of the workspace', () => {
    keepSecrets('elsewhere');
    expect(readConfig({ DATA_DIR: 'elsewhere' }, workspace).internal_token).toBe('made-internal');
  });

  it('prefers a token of the environment, and of several the first', () => {
    keepSecrets('.data');
    const { internal_token, webhook_token } = readConfig({ INTERNAL_TOKEN: ' new , old' }, workspace);
    expect([internal_token, webhook_token]).toEqual(['new', 'made-webhook']);
  });

  it('takes an empty variable for an absent one, and addresses without their last slash', () => {
    const { app_url, api_url } = readConfig({ ...TOKENS, APP_URL: '', API_URL: 'http://api:9/' }, workspace);
    expect([app_url, api_url]).toEqual(['http://localhost:3000', 'http://api:9']);
  });

  it.each([
    [{}, 'INTERNAL_TOKEN'],
    [{ INTERNAL_TOKEN: 'x' }, 'WEBHOOK_TOKEN'],
    [{ ...TOKENS, API_URL: 'localhost' }, 'API_URL'],
    [{ ...TOKENS, APP_PORT: 'web' }, 'APP_PORT'],
    [{ ...TOKENS, NODE_ENV: 'production', WEBHOOK_TOKEN: 'short' }, 'WEBHOOK_TOKEN'],
    [{ ...TOKENS, NODE_ENV: 'production', BETTER_AUTH_SECRET: 'short' }, 'BETTER_AUTH_SECRET'],
  ])('refuses %j and names %s', (env, name) => {
    const read = () => readConfig(env, workspace);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: [^\n]+$`));
  });

  it('takes no made secrets in production', () => {
    keepSecrets('.data');
    expect(() => readConfig({ NODE_ENV: 'production' }, workspace)).toThrow(/^INTERNAL_TOKEN: missing$/);
  });

  it('has no fakes in production, unless it is allowed to be offline', () => {
    expect(readConfig({ ...TOKENS, NODE_ENV: 'production' }, workspace).fakes).toBeNull();
    const offline = { ...TOKENS, NODE_ENV: 'production', ALLOW_OFFLINE: '1' };
    expect(readConfig(offline, workspace)).toMatchObject({ fakes: {} });
  });

  it('offers Google where both of its variables are there', () => {
    const google = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' };
    expect(readConfig({ ...TOKENS, ...google }, workspace).google).toEqual({
      clientId: 'id',
      clientSecret: 'secret',
      authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
    });
    expect(readConfig({ ...TOKENS, GOOGLE_CLIENT_ID: 'id' }, workspace).google).toBeNull();
  });
});
