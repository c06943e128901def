'use client';

import { type LucideIcon, MessageCircle, Package, ReceiptText } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn.ts';
import { useFakes } from './fakes-context.tsx';

interface Place {
  href: Route;
  label: string;
  icon: LucideIcon;
  fakes_only?: boolean;
}

const PLACES: Place[] = [
  { href: '/pedidos', label: 'Pedidos', icon: ReceiptText },
  { href: '/produtos', label: 'Produtos', icon: Package },
  { href: '/simulador', label: 'Simulador', icon: MessageCircle, fakes_only: true },
];

function usePlaces() {
  const pathname = usePathname();
  const fakes = useFakes();
  return PLACES.filter((place) => fakes || !place.fakes_only).map((place) => ({
    ...place,
    current: pathname === place.href || pathname.startsWith(`${place.href}/`),
  }));
}

/** The places of the app, at the left on wide screens. */
export function Sidebar() {
  const places = usePlaces();
  return (
    <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-surface md:flex">
      <Wordmark className="h-16 px-6" />
      <nav aria-label="Principal" className="flex flex-col gap-1 px-3 py-2">
        {places.map(({ href, label, icon: Icon, current }) => (
          <Link
            key={href}
            href={href}
            aria-current={current ? 'page' : undefined}
            className={cn(
              'flex h-9 items-center gap-3 rounded-lg px-3 text-sm transition-colors',
              current
                ? 'bg-accent-soft font-medium text-accent'
                : 'text-muted-foreground hover:bg-muted hover:text-foreground',
            )}
          >
            <Icon className="size-4.5" strokeWidth={1.75} aria-hidden />
            {label}
          </Link>
        ))}
      </nav>
    </aside>
  );
}

/** The same places at the lower edge of a phone. */
export function TabBar() {
  const places = usePlaces();
  return (
    <nav
      aria-label="Principal"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.map(({ href, label, icon: Icon, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? 'page' : undefined}
          className={cn(
            'flex h-14 flex-1 flex-col items-center justify-center gap-1 text-[11px] font-medium -outline-offset-2',
            current ? 'text-accent' : 'text-muted-foreground',
          )}
        >
          <Icon className="size-5" strokeWidth={1.75} aria-hidden />
          {label}
        </Link>
      ))}
    </nav>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <Link href="/pedidos" className={cn('flex items-center gap-2.5 -outline-offset-2', className)}>
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden="true">
        <rect width="32" height="32" rx="9" className="fill-accent" />
        <path
          d="M9 10.5 15 22h2l6-11.5"
          className="fill-none stroke-accent-foreground"
          strokeWidth="3.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="text-[17px] font-semibold tracking-tight">vek1</span>
    </Link>
  );
}
