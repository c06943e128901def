'use client';

import { useQuery } from '@tanstack/react-query';
import { Store as StoreIcon } from 'lucide-react';
import { createContext, type ReactNode, use, useState } from 'react';
import { Failure } from '@/components/failure.tsx';
import { Notice } from '@/components/notice.tsx';
import { useTRPC } from '@/trpc/client.ts';
import type { ApiError, Store } from '@/trpc/wire.ts';

interface Stores {
  all: Store[];
  current: Store | null;
  choose: (store: Store) => void;
  error: ApiError | null;
  loading: boolean;
  retry: () => unknown;
}

const StoresContext = createContext<Stores | null>(null);

/** The company's stores, and the one that is looked at. */
export function StoreProvider({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const stores = useQuery(trpc.store.list.queryOptions({}, { staleTime: 60_000 }));
  const [chosen, setChosen] = useState<string | null>(null);
  const all = stores.data?.items ?? [];
  const value: Stores = {
    all,
    current: all.find(({ id }) => id === chosen) ?? all[0] ?? null,
    choose: (store) => setChosen(store.id),
    error: stores.data ? null : stores.error,
    loading: stores.isPending,
    retry: stores.refetch,
  };
  return <StoresContext value={value}>{children}</StoresContext>;
}

export function useStores(): Stores {
  const stores = use(StoresContext);
  if (!stores) throw new Error('useStores outside of StoreProvider');
  return stores;
}

/** The store that is looked at. Only below `StoreGate`. */
export function useStore(): Store {
  const { current } = useStores();
  if (!current) throw new Error('useStore outside of StoreGate');
  return current;
}

/** The clock an order of that store is told by. */
export function useTimeZone(store_id: string): string {
  const { all } = useStores();
  const { time_zone } = useStore();
  return all.find(({ id }) => id === store_id)?.time_zone ?? time_zone;
}

/** Lets its children in once there is a store to show. */
export function StoreGate({ loading, children }: { loading: ReactNode; children: ReactNode }) {
  const stores = useStores();
  if (stores.current) return children;
  if (stores.error) return <Failure error={stores.error} retry={stores.retry} />;
  if (stores.loading) return loading;
  return (
    <Notice icon={StoreIcon} title="Nenhuma loja ainda">
      Assim que sua loja for criada, tudo dela aparece aqui.
    </Notice>
  );
}
