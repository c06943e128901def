import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const port = z.coerce.number().int().min(0).max(65_535);
/** Several tokens are valid at once so that they can be rotated: we show the first. */
const token = z.string().transform((list) => list.split(',')[0]?.trim() ?? '');

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  ALLOW_OFFLINE: flag.default(false),
  APP_PORT: port.default(3000),
  FAKES_PORT: port.default(4010),
  APP_URL: url.optional(),
  PUBLIC_APP_URL: url.optional(),
  API_URL: url.default('http://localhost:8000'),
  DATA_DIR: z.string().default('.data'),
  AUTH_TOKEN: token.optional(),
  INTERNAL_TOKEN: token.optional(),
  WEBHOOK_TOKEN: token.optional(),
  BETTER_AUTH_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_AUTHORIZATION_URL: url.default('https://accounts.google.com/o/oauth2/v2/auth'),
  GOOGLE_TOKEN_URL: url.default('https://oauth2.googleapis.com/token'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  EVOLUTION_API_BASE: url.optional(),
  ABACATEPAY_API_BASE: url.optional(),
});

/** The variables this process reads. */
export const VARIABLES = Object.keys(Environment.shape);

const Secrets = z.object({
  AUTH_TOKEN: z.string(),
  INTERNAL_TOKEN: z.string(),
  WEBHOOK_TOKEN: z.string(),
  BETTER_AUTH_SECRET: z.string(),
});

/** One line that names the variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

function generatedSecrets(data_dir: string): Partial<z.infer<typeof Secrets>> {
  const file = join(/* turbopackIgnore: true */ data_dir, 'secrets.json');
  return existsSync(file) ? Secrets.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/** Reads an environment; `workspace` is the folder a relative `DATA_DIR` starts from. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>, workspace: string) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const production = present.NODE_ENV === 'production' && present.ALLOW_OFFLINE !== '1';
  const data_dir = resolve(/* turbopackIgnore: true */ workspace, present.DATA_DIR ?? '.data');
  const parsed = Environment.safeParse({ ...(production ? {} : generatedSecrets(data_dir)), ...present });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const value = parsed.data;

  const secret = (name: keyof z.infer<typeof Secrets>): string => {
    const found = value[name];
    if (!found)
      throw new ConfigError(`${name}: missing${production ? '' : ' (run `pnpm dev`, which makes it)'}`);
    if (production && found.length < 32) throw new ConfigError(`${name}: must have 32 characters or more`);
    return found;
  };

  const fakes = `http://localhost:${value.FAKES_PORT}`;
  const app_url = value.APP_URL ?? `http://localhost:${value.APP_PORT}`;
  return {
    app_url,
    /** Where people open it: cookies and links are for there. */
    public_app_url: value.PUBLIC_APP_URL ?? app_url,
    api_url: value.API_URL,
    internal_token: secret('INTERNAL_TOKEN'),
    webhook_token: secret('WEBHOOK_TOKEN'),
    auth_token: secret('AUTH_TOKEN'),
    /** Signs cookies and links. */
    auth_secret: secret('BETTER_AUTH_SECRET'),
    google:
      value.GOOGLE_CLIENT_ID && value.GOOGLE_CLIENT_SECRET
        ? {
            clientId: value.GOOGLE_CLIENT_ID,
            clientSecret: value.GOOGLE_CLIENT_SECRET,
            authorizationUrl: value.GOOGLE_AUTHORIZATION_URL,
            tokenUrl: value.GOOGLE_TOKEN_URL,
          }
        : null,
    trust_proxy: value.TRUST_PROXY,
    /** The stand-ins for WhatsApp and the bank; null in production, and with them the simulator. */
    fakes: production
      ? null
      : {
          evolution: value.EVOLUTION_API_BASE ?? `${fakes}/evolution`,
          abacatepay: value.ABACATEPAY_API_BASE ?? `${fakes}/abacatepay`,
        },
  };
}

export type Config = ReturnType<typeof readConfig>;

let read: Config | undefined;

/** This server's configuration, read at first use: a build needs none. */
export function config(): Config {
  // Next starts in this package's folder.
  read ??= readConfig(process.env, resolve(/* turbopackIgnore: true */ process.cwd(), '../..'));
  return read;
}
