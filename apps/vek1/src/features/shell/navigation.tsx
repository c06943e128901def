'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { cn } from '@/components/ui/cn.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { type CurrentPlace, usePlaces } from './places.ts';

/** As many as a phone's lower edge holds beside the way to the others. */
const IN_REACH = 4;

/** The places of the app, at the left on wide screens. */
export function Sidebar() {
  const places = usePlaces();
  return (
    <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-r bg-surface md:flex">
      <Wordmark className="h-16 px-6" />
      <nav aria-label="Principal" className="flex flex-col gap-1 px-3 py-2">
        {places.map((place) => (
          <PlaceLink key={place.href} {...place} />
        ))}
      </nav>
    </aside>
  );
}

function PlaceLink({ href, label, icon: Icon, current, waiting, go }: CurrentPlace & { go?: () => void }) {
  return (
    <Link
      href={href}
      onClick={go}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex h-9 items-center gap-3 rounded-lg px-3 text-sm transition-colors max-md:h-11',
        current
          ? 'bg-accent-soft font-medium text-accent'
          : 'text-muted-foreground hover:bg-muted hover:text-foreground',
      )}
    >
      <Icon className="size-4.5" strokeWidth={1.75} aria-hidden />
      {label}
      <Waiting count={waiting} className="ml-auto" />
    </Link>
  );
}

/** The same places at the lower edge of a phone: the first ones, and the others one tap further. */
export function TabBar() {
  const places = usePlaces();
  const [open, setOpen] = useState(false);
  const others = places.slice(IN_REACH);
  const elsewhere = others.some(({ current }) => current);
  const waiting = others.reduce((sum, place) => sum + place.waiting, 0);
  return (
    <nav
      aria-label="Principal"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.slice(0, IN_REACH).map(({ href, label, icon: Icon, current, waiting: count }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? 'page' : undefined}
          className={cn(TAB, current ? 'text-accent' : 'text-muted-foreground')}
        >
          <Icon className="size-5" strokeWidth={1.75} aria-hidden />
          {label}
          <Waiting count={count} className={ON_TAB} />
        </Link>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        data-testid="more-places"
        className={cn(TAB, elsewhere ? 'text-accent' : 'text-muted-foreground')}
      >
        <Ellipsis className="size-5" strokeWidth={1.75} aria-hidden />
        Mais
        <Waiting count={waiting} className={ON_TAB} />
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Mais" focus="frame">
        <div className="-mx-3 mt-3 grid gap-1">
          {others.map((place) => (
            <PlaceLink key={place.href} {...place} go={() => setOpen(false)} />
          ))}
        </div>
      </Dialog>
    </nav>
  );
}

const TAB =
  'relative flex h-14 flex-1 flex-col items-center justify-center gap-1 text-[11px] font-medium -outline-offset-2';
const ON_TAB = 'absolute top-1.5 left-1/2 ml-1.5';

/** How many things there wait for a person. */
function Waiting({ count, className }: { count: number; className?: string }) {
  if (count === 0) return null;
  return (
    <span
      data-testid="waiting-count"
      className={cn(
        'flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-waiting-soft px-1.5 text-[11px] font-semibold text-waiting tabular-nums',
        className,
      )}
    >
      {count > 99 ? '99+' : count}
      <span className="sr-only"> à espera</span>
    </span>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <Link href="/painel" className={cn('flex items-center gap-2.5 -outline-offset-2', className)}>
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
