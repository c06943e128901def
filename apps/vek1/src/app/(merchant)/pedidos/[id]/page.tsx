import type { Metadata } from 'next';
import { OrderDetail, OrderDetailSkeleton } from '@/features/order/order-detail.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Pedido' };

export default async function OrderPage({ params }: PageProps<'/pedidos/[id]'>) {
  const { id } = await params;
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <StoreGate loading={<OrderDetailSkeleton />}>
        <OrderDetail id={id} />
      </StoreGate>
    </div>
  );
}
