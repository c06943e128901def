import type { TRPCClientErrorLike } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '@vek1/api/router';

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

export type { AppRouter };
export type ApiError = TRPCClientErrorLike<AppRouter>;
export type ErrorBody = NonNullable<ApiError['data']>;

export type Store = Outputs['store']['list']['items'][number];
export type Delivery = NonNullable<Store['delivery']>;
export type StoreChanges =
  Outputs['dashboard']['watch'] extends AsyncIterable<{ data: infer Changes }> ? Changes : never;
export type Dashboard = Outputs['dashboard']['get'];

export type Product = Outputs['catalog']['list']['items'][number];
export type ProductChanges = Omit<Inputs['catalog']['update'], 'id'>;
export type ProductStatus = Product['status'];
export type ImportPreview = Outputs['catalog']['preview'];
export type ImportRow = ImportPreview['results'][number];

export type OrderSummary = Outputs['order']['list']['items'][number];
export type Order = Outputs['order']['get'];
export type OrderStatus = Order['status'];
export type OrderEvent = Order['events'][number];
export type PaymentAttempt = Order['payment_attempts'][number];
export type Payment = Order['payments'][number];
export type PaymentProof = Order['payment_proofs'][number];
export type PaymentSettings = Outputs['payment']['getSettings'];
export type PaymentChanges = Omit<Inputs['payment']['saveSettings'], 'store_id'>;

export type Conversation = Outputs['messaging']['listConversations']['items'][number];
export type Message = Outputs['messaging']['getConversation']['messages'][number];
export type Turn = Outputs['chat']['trace']['items'][number];

export type StockSync = Outputs['erp']['getSettings'];
export type StockSyncChanges = Omit<Inputs['erp']['saveSettings'], 'store_id'>;
export type DeadLetter = Outputs['erp']['deadLetters']['items'][number];
export type TestOutcome = Outputs['erp']['testOutbound'];

export type Lead = Outputs['lead']['get'];
export type LeadEvent = Outputs['lead']['events']['items'][number];
export type LeadChanges = Omit<Inputs['lead']['update'], 'id'>;
export type Agent = Outputs['agent']['list']['items'][number];
export type Task = Outputs['task']['list']['items'][number];
