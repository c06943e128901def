import type { Metadata } from 'next';
import { OrderList, OrderListSkeleton } from '@/features/order/order-list.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Pedidos' };

export default function OrdersPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Pedidos" />
      <StoreGate loading={<OrderListSkeleton />}>
        <OrderList />
      </StoreGate>
    </div>
  );
}
