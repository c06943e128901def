import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from './wire.ts';

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
