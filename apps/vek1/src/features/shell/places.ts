'use client';

import {
  Bot,
  LayoutDashboard,
  ListTodo,
  type LucideIcon,
  MessageCircle,
  MessagesSquare,
  Package,
  Plug,
  ReceiptText,
  Settings,
  Users,
} from 'lucide-react';
import type { Route } from 'next';
import { usePathname } from 'next/navigation';
import { useFakes } from './fakes-context.tsx';
import { useWaiting, type Waiting } from './use-waiting.ts';

interface Place {
  href: Route;
  label: string;
  icon: LucideIcon;
  fakes_only?: boolean;
  /** What of the counts of waiting things belongs to it. */
  counts?: keyof Waiting;
}

export interface CurrentPlace extends Place {
  current: boolean;
  waiting: number;
}

/** The most used first. */
const PLACES: Place[] = [
  { href: '/painel', label: 'Painel', icon: LayoutDashboard },
  { href: '/conversas', label: 'Conversas', icon: MessagesSquare, counts: 'conversations' },
  { href: '/pedidos', label: 'Pedidos', icon: ReceiptText },
  { href: '/produtos', label: 'Produtos', icon: Package },
  { href: '/clientes', label: 'Clientes', icon: Users },
  { href: '/tarefas', label: 'Tarefas', icon: ListTodo, counts: 'tasks' },
  { href: '/agentes', label: 'Agentes', icon: Bot },
  { href: '/integracoes', label: 'Integrações', icon: Plug },
  { href: '/configuracoes', label: 'Configurações', icon: Settings },
  { href: '/simulador', label: 'Simulador', icon: MessageCircle, fakes_only: true },
];

/** The places there are here, and which of them one is at. */
export function usePlaces(): CurrentPlace[] {
  const pathname = usePathname();
  const fakes = useFakes();
  const waiting = useWaiting();
  return PLACES.filter((place) => fakes || !place.fakes_only).map((place) => ({
    ...place,
    current: pathname === place.href || pathname.startsWith(`${place.href}/`),
    waiting: place.counts ? waiting[place.counts] : 0,
  }));
}
