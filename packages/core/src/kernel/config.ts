import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseEncryptionKeys } from './crypto.ts';

/** The root of the workspace: turbo starts tasks in their own folders. */
export const WORKSPACE = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const tokens = z.string().transform((list) =>
  list
    .split(',')
    .map((token) => token.trim())
    .filter(Boolean),
);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const LlmProvider = z.enum(['deepseek', 'openai', 'openai-compatible', 'ollama', 'offline']);
const port = z.coerce.number().int().min(0).max(65_535);

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  ALLOW_OFFLINE: flag.default(false),
  PORT: port.default(8000),
  APP_PORT: port.default(3000),
  FAKES_PORT: port.default(4010),
  APP_URL: url.optional(),
  API_URL: url.optional(),
  PUBLIC_APP_URL: url.optional(),
  PUBLIC_API_URL: url.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  AUTH_TOKEN: tokens.optional(),
  INTERNAL_TOKEN: tokens.optional(),
  WEBHOOK_TOKEN: tokens.optional(),
  ENCRYPTION_KEYS: z.string().optional(),
  LLM_PROVIDER: LlmProvider.optional(),
  LLM_BASE_URL: url.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_FALLBACK_PROVIDER: LlmProvider.optional(),
  LLM_FALLBACK_BASE_URL: url.optional(),
  LLM_FALLBACK_API_KEY: z.string().optional(),
  LLM_FALLBACK_MODEL: z.string().optional(),
  ABACATEPAY_API_BASE: url.optional(),
  EVOLUTION_API_BASE: url.optional(),
  EVOLUTION_API_KEY: z.string().optional(),
  OLLAMA_BASE_URL: url.optional(),
  EMBEDDING_MODEL: z.string().default('bge-m3'),
  RESEND_API_KEY: z.string().optional(),
  RESEND_API_BASE: url.default('https://api.resend.com'),
  EMAIL_FROM: z.string().optional(),
  AGENTS_CONFIG: z.string().optional(),
  OUTBOUND_ALLOW_PRIVATE: flag.optional(),
  CHAT_BURST_MS: z.coerce.number().int().min(0).max(60_000).default(2500),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  RATE_LIMITS: flag.default(true),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** The variables this process reads. */
export const VARIABLES = Object.keys(Environment.shape);

const Secrets = z.object({
  AUTH_TOKEN: z.string(),
  INTERNAL_TOKEN: z.string(),
  WEBHOOK_TOKEN: z.string(),
  ENCRYPTION_KEYS: z.string(),
});
const SECRET_NAMES = ['AUTH_TOKEN', 'INTERNAL_TOKEN', 'WEBHOOK_TOKEN', 'ENCRYPTION_KEYS'] as const;

export class ConfigError extends Error {
  override name = 'ConfigError';
}

function generatedSecrets(data_dir: string): Partial<z.infer<typeof Secrets>> {
  const file = join(data_dir, 'secrets.json');
  return existsSync(file) ? Secrets.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

type Values = z.infer<typeof Environment>;

/** Where a model's answers come from, by the variables of one prefix. */
function llmSource(
  value: Values,
  prefix: 'LLM' | 'LLM_FALLBACK',
  provider: NonNullable<Values['LLM_PROVIDER']>,
  production: boolean,
) {
  if (production && provider === 'offline')
    throw new ConfigError(`${prefix}_PROVIDER: the offline model is not for production`);
  return {
    provider,
    base_url: value[`${prefix}_BASE_URL`],
    api_key: value[`${prefix}_API_KEY`],
    model: value[`${prefix}_MODEL`],
  };
}

function fallbackOf(value: Values, production: boolean) {
  const {
    LLM_FALLBACK_PROVIDER: provider,
    LLM_FALLBACK_BASE_URL,
    LLM_FALLBACK_API_KEY,
    LLM_FALLBACK_MODEL,
  } = value;
  if (provider) return llmSource(value, 'LLM_FALLBACK', provider, production);
  if (LLM_FALLBACK_BASE_URL || LLM_FALLBACK_API_KEY || LLM_FALLBACK_MODEL)
    throw new ConfigError('LLM_FALLBACK_PROVIDER: missing, though others of the fallback are given');
  return undefined;
}

/** Reads the environment once. Throws `ConfigError`, one line that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const data_dir = resolve(WORKSPACE, present.DATA_DIR ?? '.data');
  const production = present.NODE_ENV === 'production' && present.ALLOW_OFFLINE !== '1';
  const generated = production ? {} : generatedSecrets(data_dir);
  const parsed = Environment.safeParse({ ...generated, ...present });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const value = parsed.data;

  for (const name of SECRET_NAMES) {
    if (!value[name]?.length)
      throw new ConfigError(`${name}: missing${production ? '' : ' (run `pnpm dev`, which makes it)'}`);
    const weak = name !== 'ENCRYPTION_KEYS' && value[name].some((token) => token.length < 32);
    if (production && weak) throw new ConfigError(`${name}: every token must have 32 characters or more`);
  }

  const provider = value.LLM_PROVIDER ?? (value.LLM_API_KEY ? 'deepseek' : 'offline');
  const llm = { ...llmSource(value, 'LLM', provider, production), fallback: fallbackOf(value, production) };

  if (value.RESEND_API_KEY && !value.EMAIL_FROM)
    throw new ConfigError('EMAIL_FROM: needed beside RESEND_API_KEY');

  let keys: ReturnType<typeof parseEncryptionKeys>;
  try {
    keys = parseEncryptionKeys(value.ENCRYPTION_KEYS ?? '');
  } catch (error) {
    throw new ConfigError(`ENCRYPTION_KEYS: ${error instanceof Error ? error.message : error}`);
  }

  const app_url = value.APP_URL ?? `http://localhost:${value.APP_PORT}`;
  const fakes = `http://localhost:${value.FAKES_PORT}`;
  const api_url = value.API_URL ?? `http://localhost:${value.PORT}`;
  return {
    production,
    port: value.PORT,
    app_url,
    public_app_url: value.PUBLIC_APP_URL ?? app_url,
    api_url,
    public_api_url: value.PUBLIC_API_URL ?? api_url,
    data_dir,
    database_url: value.DATABASE_URL ?? null,
    database_pool: value.DATABASE_POOL,
    tokens: {
      auth: value.AUTH_TOKEN ?? [],
      internal: value.INTERNAL_TOKEN ?? [],
      webhook: value.WEBHOOK_TOKEN ?? [],
    },
    encryption_keys: keys,
    llm,
    abacatepay: {
      base_url:
        value.ABACATEPAY_API_BASE ?? (production ? 'https://api.abacatepay.com' : `${fakes}/abacatepay`),
    },
    evolution: {
      base_url: value.EVOLUTION_API_BASE ?? (production ? null : `${fakes}/evolution`),
      api_key: value.EVOLUTION_API_KEY ?? (production ? null : 'evolution-dev'),
    },
    email: {
      base_url: value.RESEND_API_BASE,
      api_key: value.RESEND_API_KEY ?? null,
      from: value.EMAIL_FROM ?? '',
    },
    embeddings: { base_url: value.OLLAMA_BASE_URL ?? null, model: value.EMBEDDING_MODEL },
    /** Undefined: the one that comes with the house. */
    agents_config: value.AGENTS_CONFIG && resolve(WORKSPACE, value.AGENTS_CONFIG),
    outbound_allow_private: value.OUTBOUND_ALLOW_PRIVATE ?? !production,
    chat_burst_ms: value.CHAT_BURST_MS,
    redis_url: value.REDIS_URL ?? null,
    rate_limits: value.RATE_LIMITS,
    role: value.ROLE,
    trust_proxy: value.TRUST_PROXY,
    log_level: value.LOG_LEVEL,
  };
}

export type Config = ReturnType<typeof readConfig>;
