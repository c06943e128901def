'use client';

import { RotateCcw } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Input, Label } from '@/components/ui/input.tsx';
import { formatPhone } from '@/format/phone.ts';
import { type Customer, isNumber, makeCustomer, saveCustomer } from './customer.ts';
import { LatestOrder } from './latest-order.tsx';

interface CustomerPanelProps {
  store_id: string;
  customer: Customer;
  suggestions: string[];
  say: (text: string) => void;
}

/** Who writes, what to say, and what came of it. */
export function CustomerPanel({ store_id, customer, suggestions, say }: CustomerPanelProps) {
  return (
    <div className="grid grid-cols-1 gap-7">
      <Part title="Você é o cliente">
        <CustomerForm key={customer.number} customer={customer} />
      </Part>
      <Part title="Experimente dizer">
        <ul className="flex flex-wrap gap-2">
          {suggestions.map((text) => (
            <li key={text}>
              <SuggestionChip text={text} say={say} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Último pedido" className="max-lg:order-first">
        <LatestOrder store_id={store_id} number={customer.number} />
      </Part>
    </div>
  );
}

function Part({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <section className={className}>
      <h2 className="mb-3 text-[13px] font-semibold tracking-tight">{title}</h2>
      {children}
    </section>
  );
}

export function SuggestionChip({ text, say }: { text: string; say: (text: string) => void }) {
  return (
    <button
      type="button"
      onClick={() => say(text)}
      data-testid="suggestion"
      className="rounded-2xl border bg-surface px-3.5 py-1.5 text-left text-[13px] transition-colors hover:border-accent hover:text-accent"
    >
      {text}
    </button>
  );
}

/** Kept when a field is left; a number that is none goes back to what it was. */
function CustomerForm({ customer }: { customer: Customer }) {
  const ids = useId();
  const [name, setName] = useState(customer.name);
  const [number, setNumber] = useState(formatPhone(customer.number));
  const digits = number.replace(/\D/g, '');

  function keep() {
    const kept = { name: name.trim() || customer.name, number: isNumber(digits) ? digits : customer.number };
    setName(kept.name);
    setNumber(formatPhone(kept.number));
    saveCustomer(kept);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      className="grid gap-3"
    >
      <div className="grid gap-1.5">
        <Label htmlFor={`${ids}name`} className="text-muted-foreground">
          Nome
        </Label>
        <Input
          id={`${ids}name`}
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onBlur={keep}
          data-testid="customer-name"
        />
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${ids}number`} className="text-muted-foreground">
          WhatsApp
        </Label>
        <Input
          id={`${ids}number`}
          inputMode="tel"
          className="tabular-nums"
          value={number}
          aria-invalid={!isNumber(digits)}
          onChange={({ target }) => setNumber(target.value)}
          onBlur={keep}
          data-testid="customer-number"
        />
      </div>
      <Button
        className="justify-self-start"
        size="sm"
        onClick={() => saveCustomer(makeCustomer(customer.name))}
        data-testid="new-conversation"
      >
        <RotateCcw aria-hidden />
        Nova conversa
      </Button>
    </form>
  );
}
