import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { domains, operations } from '@vek1/core/domains';
import type { OrderStatus, OrderView } from '@vek1/core/order/contract';
import { trpcFace } from '@vek1/faces/trpc';
import { expect, expectTypeOf, it } from 'vitest';
import type { AppRouter } from './router.ts';

// Never called: its type is all that is wanted, checked by `pnpm typecheck`.
const client = () => createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: 'http://localhost' })] });

it('promises nothing that is not there', () => {
  const refused = ({ order, payment, messaging }: ReturnType<typeof client>) => {
    // @ts-expect-error internal
    order.confirmPayment;
    // @ts-expect-error a webhook's
    payment.receiveWebhook;
    // @ts-expect-error a webhook's
    messaging.receiveEvolution;
  };
  expect(refused).toBeTypeOf('function');
});

it('serves every operation that is reached by tRPC, and no other', () => {
  const reached = operations.filter(({ faces }) => faces.includes('trpc')).map(({ name }) => name);
  expect(Object.keys(trpcFace(domains)._def.procedures).sort()).toEqual(reached.sort());
});

it('takes and gives what the contracts say', () => {
  expectTypeOf<inferRouterInputs<AppRouter>['order']['get']>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<inferRouterInputs<AppRouter>['order']['list']['status']>().toEqualTypeOf<
    OrderStatus[] | undefined
  >();
  expectTypeOf<inferRouterOutputs<AppRouter>['order']['get']>().toEqualTypeOf<OrderView>();
});
