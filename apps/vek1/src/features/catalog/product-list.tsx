'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Package, Search } from 'lucide-react';
import { useState } from 'react';
import { Failure, StaleNotice } from '@/components/failure.tsx';
import { Notice } from '@/components/notice.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/cn.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Table, TableCell, TableHead, TableRow } from '@/components/ui/table.tsx';
import { useDebounced } from '@/components/use-debounced.ts';
import { useStore } from '@/features/store/store-provider.tsx';
import { formatCents } from '@/format/money.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Product } from '@/trpc/wire.ts';
import { ImportButton } from './import-button.tsx';
import { STATUS } from './labels.ts';
import { ProductForm } from './product-form.tsx';
import { availableUnits } from './stock.ts';

const STEP = 50;
const MOST = 200;

export function ProductList() {
  const trpc = useTRPC();
  const store = useStore();
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(STEP);
  const q = useDebounced(search.trim(), 200);
  const products = useQuery(
    trpc.catalog.list.queryOptions(
      { store_id: store.id, q: q || undefined, limit },
      { refetchInterval: 3_000, placeholderData: keepPreviousData },
    ),
  );

  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <div className="relative w-full max-w-sm">
          <Search
            className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
            aria-hidden
          />
          <Input
            type="search"
            aria-label="Procurar produtos"
            placeholder="Procurar por nome"
            className="pl-9"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
            data-testid="product-search"
          />
        </div>
        <ImportButton />
      </div>
      {products.data ? (
        <>
          <StaleNotice show={products.isError} />
          <Card className="overflow-hidden">
            {products.data.items.length > 0 ? (
              <ProductTable products={products.data.items} />
            ) : (
              <Notice icon={Package} title={q ? 'Nada encontrado' : 'Nenhum produto ainda'}>
                {q
                  ? `Nenhum produto combina com “${q}”.`
                  : 'Os produtos da loja aparecem aqui com preço e estoque.'}
              </Notice>
            )}
          </Card>
          {products.data.total > limit && limit < MOST && (
            <div className="mt-4 text-center">
              <Button onClick={() => setLimit(limit + STEP)}>Mostrar mais</Button>
            </div>
          )}
        </>
      ) : products.isError ? (
        <Card>
          <Failure error={products.error} retry={products.refetch} />
        </Card>
      ) : (
        <TableSkeleton />
      )}
    </>
  );
}

function ProductTable({ products }: { products: Product[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <TableHead>Produto</TableHead>
          <TableHead className="max-sm:hidden">Categoria</TableHead>
          <TableHead className="text-right">Preço</TableHead>
          <TableHead className="text-right">Disponível</TableHead>
          <TableHead className="text-right max-sm:hidden">Reservado</TableHead>
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <ProductRow key={product.id} product={product} />
        ))}
      </tbody>
    </Table>
  );
}

function ProductRow({ product }: { product: Product }) {
  const available = availableUnits(product);
  return (
    <TableRow className="relative hover:bg-muted/60" data-testid="product" data-product-id={product.id}>
      <TableCell>
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <EditButton product={product} />
          {product.status !== 'active' && <Badge>{STATUS[product.status]}</Badge>}
        </span>
        {product.sku && <span className="mt-0.5 block text-[13px] text-muted-foreground">{product.sku}</span>}
      </TableCell>
      <TableCell className="text-muted-foreground max-sm:hidden">{product.category}</TableCell>
      <TableCell className="text-right whitespace-nowrap tabular-nums">
        {product.compare_at_cents !== null && product.compare_at_cents > product.price_cents && (
          <s className="mr-2 text-[13px] text-muted-foreground max-sm:hidden">
            {formatCents(product.compare_at_cents)}
          </s>
        )}
        {formatCents(product.price_cents)}
      </TableCell>
      <TableCell
        data-testid="stock-available"
        className={cn('text-right tabular-nums', available === 0 && 'font-medium text-danger')}
      >
        {available === null ? (
          <span
            role="img"
            aria-label="Estoque não controlado"
            title="Estoque não controlado"
            className="text-muted-foreground"
          >
            ∞
          </span>
        ) : (
          available
        )}
      </TableCell>
      <TableCell
        data-testid="stock-held"
        className={cn(
          'text-right tabular-nums max-sm:hidden',
          product.stock_held === 0 && 'text-muted-foreground',
        )}
      >
        {product.stock_held}
      </TableCell>
    </TableRow>
  );
}

/** The product's name; the whole row opens it. */
function EditButton({ product }: { product: Product }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="text-left font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        data-testid="edit-product"
      >
        {product.name}
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Editar produto" focus="frame">
        <ProductForm product={product} close={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

export function ProductListSkeleton() {
  return (
    <>
      <Skeleton className="mb-5 h-9 w-full max-w-sm" />
      <TableSkeleton />
    </>
  );
}

function TableSkeleton() {
  return (
    <Card role="status" className="overflow-hidden">
      <span className="sr-only">Carregando os produtos</span>
      {Array.from({ length: 7 }, (_, row) => (
        <div key={row} className="flex items-center gap-6 border-t px-5 py-4.5 first:border-t-0">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="ml-auto h-4 w-20" />
          <Skeleton className="h-4 w-10" />
        </div>
      ))}
    </Card>
  );
}
