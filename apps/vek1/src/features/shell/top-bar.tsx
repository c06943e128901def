'use client';

import { ChevronsUpDown } from 'lucide-react';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { AccountMenu } from '@/features/account/account-menu.tsx';
import { useStores } from '@/features/store/store-provider.tsx';
import { Wordmark } from './navigation.tsx';

export function TopBar() {
  return (
    <header className="sticky top-0 z-20 border-b bg-background/85 backdrop-blur">
      <div className="mx-auto flex h-14 max-w-6xl items-center justify-between gap-4 px-4 md:h-16 md:px-8">
        <Wordmark className="md:hidden" />
        <StoreName />
        <AccountMenu />
      </div>
    </header>
  );
}

/** The store's name; with several stores, the way to another one. */
function StoreName() {
  const { all, current, choose, loading } = useStores();
  if (loading) return <Skeleton className="h-5 w-36" />;
  if (!current) return null;
  if (all.length === 1) {
    return (
      <p className="min-w-0 truncate text-sm font-medium" data-testid="store-name">
        {current.name}
      </p>
    );
  }
  return (
    <label className="relative flex min-w-0 items-center">
      <span className="sr-only">Loja</span>
      <select
        value={current.id}
        data-testid="store-name"
        onChange={({ target }) => {
          const store = all.find(({ id }) => id === target.value);
          if (store) choose(store);
        }}
        className="-ml-3 h-9 w-full appearance-none truncate rounded-lg bg-transparent pr-8 pl-3 text-sm font-medium hover:bg-muted"
      >
        {all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        className="pointer-events-none absolute right-2.5 size-3.5 text-muted-foreground"
        aria-hidden
      />
    </label>
  );
}
