import {
  BadgeDollarSign,
  CircleAlert,
  FileSearch,
  KeyRound,
  type LucideIcon,
  MessagesSquare,
  PlugZap,
  ReceiptText,
  ShieldAlert,
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
  disputed: { label: 'Contestação', icon: ShieldAlert },
  gateway_key: { label: 'Chave de pagamento', icon: KeyRound },
  dead_letter: { label: 'Falha interna', icon: CircleAlert },
};

// `Route` names pages whole; this one has an id.
const orderPage = (id: string) => `/pedidos/${id}` as Route;

/** Where the work is done: the order itself where the task is about one, else the list that holds it. */
export function placeOf({
  kind,
  order_id,
}: Pick<Task, 'kind' | 'order_id'>): { href: Route; label: string } | null {
  if (order_id) return { href: orderPage(order_id), label: 'Abrir pedido' };
  switch (kind) {
    case 'proof_to_check':
      return { href: '/pedidos?situacao=comprovantes', label: 'Ver comprovantes' };
    case 'hand_off':
      return { href: '/conversas?situacao=aguardando', label: 'Ver conversas' };
    case 'erp_dead_letter':
      return { href: '/integracoes/erp', label: 'Ver o ERP' };
    default:
      return null;
  }
}
