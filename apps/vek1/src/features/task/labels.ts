import {
  BadgeDollarSign,
  CircleAlert,
  FileSearch,
  type LucideIcon,
  MessagesSquare,
  PlugZap,
  ReceiptText,
  Undo2,
} from 'lucide-react';
import type { Route } from 'next';
import type { Task } from '@/trpc/wire.ts';

/** What a person looks for; the key stands in the page's address. */
export const FILTERS = { feitas: { label: 'Feitas' } };

export const KIND: Record<Task['kind'], { label: string; icon: LucideIcon }> = {
  hand_off: { label: 'Atendimento', icon: MessagesSquare },
  refund_due: { label: 'Devolução', icon: Undo2 },
  amount_mismatch: { label: 'Valor diferente', icon: BadgeDollarSign },
  proof_to_check: { label: 'Comprovante', icon: FileSearch },
  charge_failed: { label: 'Cobrança recusada', icon: ReceiptText },
  erp_dead_letter: { label: 'ERP', icon: PlugZap },
  dead_letter: { label: 'Falha interna', icon: CircleAlert },
};

// `Route` names pages whole; this one has an id.
const orderPage = (id: string) => `/pedidos/${id}` as Route;

/** Where the work is done: the order itself where the task is about one, else the list that holds it. */
export function placeOf({
  kind,
  subject_id,
}: Pick<Task, 'kind' | 'subject_id'>): { href: Route; label: string } | null {
  switch (kind) {
    case 'refund_due':
    case 'charge_failed':
      return { href: orderPage(subject_id), label: 'Abrir pedido' };
    case 'proof_to_check':
      return { href: '/pedidos?situacao=comprovantes', label: 'Ver comprovantes' };
    case 'amount_mismatch':
      return { href: '/pedidos', label: 'Ver pedidos' };
    case 'hand_off':
      return { href: '/conversas?situacao=aguardando', label: 'Ver conversas' };
    case 'erp_dead_letter':
      return { href: '/integracoes/erp', label: 'Ver o ERP' };
    case 'dead_letter':
      return null;
  }
}
