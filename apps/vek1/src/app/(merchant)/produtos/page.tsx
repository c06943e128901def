import type { Metadata } from 'next';
import { ProductList, ProductListSkeleton } from '@/features/catalog/product-list.tsx';
import { PageHeader } from '@/features/shell/page-header.tsx';
import { StoreGate } from '@/features/store/store-provider.tsx';

export const metadata: Metadata = { title: 'Produtos' };

export default function ProductsPage() {
  return (
    <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
      <PageHeader title="Produtos" />
      <StoreGate loading={<ProductListSkeleton />}>
        <ProductList />
      </StoreGate>
    </div>
  );
}
