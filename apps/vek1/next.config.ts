import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  transpilePackages: ['@vek1/core'],
  turbopack: { root: join(import.meta.dirname, '../..') },
  devIndicators: false,
  // `next dev` would write an instruction file into the tree.
  agentRules: false,
  // Polling would drown the terminal, and a webhook's address carries its secret.
  logging: { incomingRequests: { ignore: [/^\/api\//] } },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Content-Security-Policy', value: "frame-ancestors 'none'" },
      ],
    },
  ],
};

export default config;
