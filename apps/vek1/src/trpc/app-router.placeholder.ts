import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { AgentView } from '../../../../packages/core/src/agent/contract.ts';
import type {
  ListProducts,
  ProductPage,
  ProductView,
} from '../../../../packages/core/src/catalog/contract.ts';
import type { CompanyView } from '../../../../packages/core/src/company/contract.ts';
import type { ErrorBody } from '../../../../packages/core/src/kernel/errors.ts';
import type { LeadView } from '../../../../packages/core/src/lead/contract.ts';
import type {
  CreatedOrder,
  CreateOrder,
  ListOrders,
  OrderPage,
  OrderView,
  Transition,
} from '../../../../packages/core/src/order/contract.ts';
import type { StoreView } from '../../../../packages/core/src/store/contract.ts';

interface Root {
  ctx: object;
  meta: object;
  errorShape: { message: string; code: number; data: ErrorBody };
  transformer: false;
}
interface Q<I, O> {
  input: I;
  output: O;
  meta: object;
}
export type AppRouter = TRPCBuiltRouter<
  Root,
  {
    company: { get: TRPCQueryProcedure<Q<Record<string, never>, z.infer<typeof CompanyView>>> };
    store: { list: TRPCQueryProcedure<Q<Record<string, never>, { items: z.infer<typeof StoreView>[] }>> };
    catalog: {
      list: TRPCQueryProcedure<Q<z.input<typeof ListProducts>, z.infer<typeof ProductPage>>>;
      get: TRPCQueryProcedure<Q<{ id: string }, ProductView>>;
    };
    order: {
      list: TRPCQueryProcedure<Q<z.input<typeof ListOrders>, z.infer<typeof OrderPage>>>;
      get: TRPCQueryProcedure<Q<{ id: string }, OrderView>>;
      place: TRPCMutationProcedure<Q<z.input<typeof CreateOrder>, CreatedOrder>>;
      transition: TRPCMutationProcedure<Q<z.input<typeof Transition>, OrderView>>;
    };
    lead: { get: TRPCQueryProcedure<Q<{ id: string }, z.infer<typeof LeadView>>> };
    agent: { list: TRPCQueryProcedure<Q<{ store_id: string }, { items: z.infer<typeof AgentView>[] }>> };
  }
>;
