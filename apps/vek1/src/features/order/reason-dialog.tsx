'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Label, Textarea } from '@/components/ui/input.tsx';
import type { Order, OrderStatus } from '@/trpc/wire.ts';

/** Steps that are taken only after a second thought. */
export const asksWhy = (from: OrderStatus, to: OrderStatus): boolean =>
  to === 'cancelled' || (from === 'awaiting_payment' && to === 'confirmed');

interface ReasonDialogProps {
  order: Order;
  /** Where the order would go; null keeps the dialog closed. */
  to: OrderStatus | null;
  busy: boolean;
  close: () => void;
  confirm: (reason: string | undefined) => void;
}

export function ReasonDialog({ order, to, busy, close, confirm }: ReasonDialogProps) {
  const cancels = to !== 'confirmed';
  return (
    <Dialog
      open={to !== null}
      onOpenChange={(open) => !open && close()}
      title={cancels ? `Cancelar o pedido #${order.number}?` : `Confirmar o pedido #${order.number} sem PIX?`}
      description={
        cancels
          ? cancelWarning(order)
          : 'O pagamento ainda não caiu. Confirme só se o dinheiro chegou por outro caminho, e conte qual.'
      }
    >
      <ReasonForm cancels={cancels} busy={busy} close={close} confirm={confirm} />
    </Dialog>
  );
}

const cancelWarning = (order: Order): string =>
  order.payment_status === 'paid'
    ? 'O cliente já pagou: o dinheiro terá de ser devolvido. Um pedido cancelado não volta.'
    : 'Os itens voltam para o estoque. Um pedido cancelado não volta.';

function ReasonForm({
  cancels,
  busy,
  close,
  confirm,
}: Omit<ReasonDialogProps, 'order' | 'to'> & { cancels: boolean }) {
  const [reason, setReason] = useState('');
  const text = reason.trim();
  function submit(event: FormEvent) {
    event.preventDefault();
    confirm(text || undefined);
  }
  return (
    <form onSubmit={submit} className="mt-5">
      <Label htmlFor="reason">
        Motivo {cancels && <span className="font-normal text-muted-foreground">(opcional)</span>}
      </Label>
      <Textarea
        id="reason"
        className="mt-1.5"
        maxLength={500}
        required={!cancels}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        placeholder={cancels ? 'Ex.: o cliente desistiu' : 'Ex.: pagou em dinheiro na loja'}
        data-testid="reason"
      />
      <div className="mt-5 flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          Voltar
        </Button>
        <Button
          type="submit"
          variant={cancels ? 'danger' : 'primary'}
          busy={busy}
          disabled={!cancels && text === ''}
          data-testid="confirm-reason"
        >
          {cancels ? 'Cancelar pedido' : 'Confirmar pedido'}
        </Button>
      </div>
    </form>
  );
}
