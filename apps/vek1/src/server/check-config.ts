import { ConfigError, config } from '@/config.ts';

try {
  config();
} catch (error) {
  console.error(error instanceof ConfigError ? `Configuration: ${error.message}` : error);
  process.exit(1);
}
