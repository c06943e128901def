import { defineConfig } from 'vitest/config';

/** The product in a browser, as `pnpm dev` starts it. */
export default defineConfig({
  test: {
    include: ['apps/vek1/e2e/**/*.e2e.ts'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    expect: { poll: { timeout: 20_000 } },
  },
});
