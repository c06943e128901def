import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'infra/**/*.test.ts'],
    // Races between connections exist only on a real server: the embedded database has one session.
    exclude: [...configDefaults.exclude, ...(process.env.DATABASE_URL ? [] : ['**/*.race.test.ts'])],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
