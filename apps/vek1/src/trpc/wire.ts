import type { TRPCClientErrorLike } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vek1/api/router';

type Outputs = inferRouterOutputs<AppRouter>;

export type { AppRouter };
export type ApiError = TRPCClientErrorLike<AppRouter>;
export type ErrorBody = NonNullable<ApiError['data']>;

export type Store = Outputs['store']['list']['items'][number];
export type Product = Outputs['catalog']['list']['items'][number];
export type OrderSummary = Outputs['order']['list']['items'][number];
export type Order = Outputs['order']['get'];
export type OrderStatus = Order['status'];
export type OrderEvent = Order['events'][number];
export type PaymentAttempt = Order['payment_attempts'][number];
