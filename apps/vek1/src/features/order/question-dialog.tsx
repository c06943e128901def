'use client';

import { type FormEvent, useState } from 'react';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Label, Textarea } from '@/components/ui/input.tsx';
import type { Order } from '@/trpc/wire.ts';
import type { Question } from './question.ts';

export interface Answer {
  reason?: string;
  /** Products that go back on the shelf. */
  restock?: string[];
  tracking_code?: string;
  tracking_url?: string;
}

interface QuestionDialogProps {
  order: Order;
  /** Null keeps the dialog closed. */
  question: Question | null;
  busy: boolean;
  close: () => void;
  confirm: (answer: Answer) => void;
}

export function QuestionDialog({ order, question, busy, close, confirm }: QuestionDialogProps) {
  return (
    <Dialog
      open={question !== null}
      onOpenChange={(open) => !open && close()}
      title={question?.title ?? ''}
      description={question?.warning}
    >
      {question && (
        <AnswerForm order={order} question={question} busy={busy} close={close} confirm={confirm} />
      )}
    </Dialog>
  );
}

function AnswerForm({ order, question, busy, close, confirm }: QuestionDialogProps & { question: Question }) {
  const [reason, setReason] = useState('');
  const [restock, setRestock] = useState(order.items.map(({ product_id }) => product_id));
  const [tracking, setTracking] = useState({ code: '', url: '' });
  const text = reason.trim();
  const required = question.reason === 'required';

  function submit(event: FormEvent) {
    event.preventDefault();
    confirm({
      reason: text || undefined,
      restock: question.restock && restock.length > 0 ? restock : undefined,
      tracking_code: tracking.code.trim() || undefined,
      tracking_url: tracking.url.trim() || undefined,
    });
  }
  return (
    <form onSubmit={submit} className="mt-5">
      {question.restock && <Restock order={order} chosen={restock} choose={setRestock} />}
      {question.tracking && <Tracking {...tracking} change={setTracking} />}
      {question.reason !== 'none' && (
        <>
          <Label htmlFor="reason">
            Motivo {!required && <span className="font-normal text-muted-foreground">(opcional)</span>}
          </Label>
          <Textarea
            id="reason"
            className="mt-1.5"
            maxLength={500}
            required={required}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            placeholder={question.example}
            data-testid="reason"
          />
        </>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          Voltar
        </Button>
        <Button
          type="submit"
          variant={question.dangerous ? 'danger' : 'primary'}
          busy={busy}
          disabled={required && text === ''}
          data-testid="confirm-reason"
        >
          {question.answer}
        </Button>
      </div>
    </form>
  );
}

interface TrackingProps {
  code: string;
  url: string;
  change: (tracking: { code: string; url: string }) => void;
}

function Tracking({ code, url, change }: TrackingProps) {
  return (
    <div className="grid gap-4">
      <TextField
        label="Código de rastreio"
        hint="Se houver."
        maxLength={100}
        value={code}
        onChange={(value) => change({ code: value, url })}
        data-testid="tracking-code"
      />
      <TextField
        label="Endereço para acompanhar"
        hint="Se houver: começa com https://"
        type="url"
        maxLength={2000}
        value={url}
        onChange={(value) => change({ code, url: value })}
        data-testid="tracking-url"
      />
    </div>
  );
}

interface RestockProps {
  order: Order;
  chosen: string[];
  choose: (product_ids: string[]) => void;
}

function Restock({ order, chosen, choose }: RestockProps) {
  return (
    <fieldset className="mb-5 min-w-0">
      <legend className="mb-1.5 text-[13px] font-medium">De volta ao estoque</legend>
      {order.items.map(({ product_id, name, quantity }) => (
        <label key={product_id} className="flex items-center gap-2.5 py-1.5 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={chosen.includes(product_id)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, product_id] : chosen.filter((id) => id !== product_id))
            }
          />
          {quantity}× {name}
        </label>
      ))}
    </fieldset>
  );
}
