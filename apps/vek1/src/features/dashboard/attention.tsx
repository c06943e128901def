'use client';

import { useQuery } from '@tanstack/react-query';
import {
  ChevronRight,
  CircleCheck,
  ListTodo,
  type LucideIcon,
  MessagesSquare,
  PackageMinus,
  PackageX,
} from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/cn.ts';
import { useTRPC } from '@/trpc/client.ts';
import type { Dashboard } from '@/trpc/wire.ts';

interface Call {
  count: number;
  one: string;
  many: string;
  icon: LucideIcon;
  href: Route;
  urgent?: boolean;
}

/** What waits for a person, each with the way to it. */
export function Attention({ dashboard }: { dashboard: Dashboard }) {
  const trpc = useTRPC();
  const stats = useQuery(
    trpc.catalog.stats.queryOptions({ store_id: dashboard.store_id }, { refetchInterval: 30_000 }),
  );
  const calls: Call[] = [
    {
      count: dashboard.conversations.waiting,
      one: 'conversa espera uma pessoa',
      many: 'conversas esperam uma pessoa',
      icon: MessagesSquare,
      href: '/conversas?situacao=aguardando',
      urgent: true,
    },
    {
      count: dashboard.open_tasks,
      one: 'tarefa aberta',
      many: 'tarefas abertas',
      icon: ListTodo,
      href: '/tarefas',
      urgent: true,
    },
    {
      count: dashboard.products.out_of_stock,
      one: 'produto esgotado',
      many: 'produtos esgotados',
      icon: PackageX,
      href: '/produtos',
    },
    {
      count: stats.data?.low_stock ?? 0,
      one: 'produto acabando',
      many: 'produtos acabando',
      icon: PackageMinus,
      href: '/produtos',
    },
  ];
  const present = calls.filter(({ count }) => count > 0);
  return (
    <Card className="p-5 pb-2" data-testid="attention">
      <CardTitle>Precisa de você</CardTitle>
      {present.length > 0 ? (
        <ul className="mt-2 divide-y">
          {present.map((call) => (
            <li key={call.one}>
              <CallLink {...call} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-3 flex items-center gap-2.5 pb-3 text-sm text-muted-foreground">
          <CircleCheck className="size-4.5 text-accent" strokeWidth={1.75} aria-hidden />
          Tudo em dia.
        </p>
      )}
    </Card>
  );
}

function CallLink({ count, one, many, icon: Icon, href, urgent }: Call) {
  return (
    <Link href={href} className="group -mx-2 flex items-center gap-3 rounded-lg px-2 py-3 text-sm">
      <span
        className={cn(
          'flex size-8 shrink-0 items-center justify-center rounded-full',
          urgent ? 'bg-waiting-soft text-waiting' : 'bg-muted text-muted-foreground',
        )}
      >
        <Icon className="size-4" strokeWidth={1.75} aria-hidden />
      </span>
      <span className="min-w-0 flex-1">
        <span className="font-semibold tabular-nums">{count.toLocaleString('pt-BR')}</span>{' '}
        {count === 1 ? one : many}
      </span>
      <ChevronRight
        className="size-4 text-muted-foreground transition-transform group-hover:translate-x-0.5"
        aria-hidden
      />
    </Link>
  );
}
