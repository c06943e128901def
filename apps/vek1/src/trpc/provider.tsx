'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import { type ReactNode, useState } from 'react';
import { usePasswordQuestion } from '@/features/account/use-password-question.tsx';
import { TRPCProvider } from './client.ts';
import { reauthenticationLink } from './reauthentication-link.ts';
import type { AppRouter } from './wire.ts';

/** The API has judged: asking again would change nothing. */
function isFinal(error: unknown): boolean {
  const status = error instanceof TRPCClientError ? error.data?.statusCode : undefined;
  return typeof status === 'number' && status < 500 && status !== 429;
}

/** Who could not be reached is asked again until they answer. */
const AGAIN_MS = 3_000;

const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        retry: (failures, error) => failures < 1 && !isFinal(error),
        refetchInterval: ({ state }) =>
          state.status === 'error' && !isFinal(state.error) ? AGAIN_MS : false,
      },
    },
  });

const url = '/api/trpc';

const makeTrpcClient = (askPassword: () => Promise<boolean>) =>
  createTRPCClient<AppRouter>({
    links: [
      reauthenticationLink(askPassword),
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url }),
        false: httpBatchLink({ url, maxURLLength: 6_000 }),
      }),
    ],
  });

/** The API within reach of every component below; where it wants the password again, it is asked for. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const { ask, dialog } = usePasswordQuestion();
  const [trpcClient] = useState(() => makeTrpcClient(ask));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
        {dialog}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
