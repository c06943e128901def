'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Field } from '@/components/field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Select } from '@/components/ui/select.tsx';
import { readCents, typedCents } from '@/format/money.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Product } from '@/trpc/wire.ts';
import { STATUS, STATUSES } from './labels.ts';

/** What is sold, for how much, and how many there are. Only what was touched is sent: stock moves meanwhile. */
export function ProductForm({ product: read, close }: { product: Product; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  // As it was when the form opened: the list behind goes on being read.
  const [product] = useState(read);
  const [name, setName] = useState(product.name);
  const [price, setPrice] = useState(typedCents(product.price_cents));
  const [stock, setStock] = useState(product.stock_quantity === null ? '' : String(product.stock_quantity));
  const [status, setStatus] = useState(product.status);
  const price_cents = readCents(price);
  const stock_quantity = stock.trim() === '' ? null : Number(stock);
  const changes = {
    ...(name.trim() !== product.name && { name: name.trim() }),
    ...(price_cents !== null && price_cents !== product.price_cents && { price_cents }),
    ...(stock_quantity !== product.stock_quantity && { stock_quantity }),
    ...(status !== product.status && { status }),
  };
  const update = useMutation(
    trpc.catalog.update.mutationOptions({
      onSuccess: async () => {
        toast.success('Produto salvo.');
        close();
        await Promise.all([
          queries.invalidateQueries(trpc.catalog.list.pathFilter()),
          queries.invalidateQueries(trpc.catalog.stats.pathFilter()),
        ]);
      },
      onError: (error) => {
        toast.error(describeError(error));
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (price_cents === null) return;
    if (Object.keys(changes).length === 0) return close();
    update.mutate({ id: product.id, ...changes });
  }
  return (
    <form onSubmit={submit} className="mt-5 grid grid-cols-2 gap-4" data-testid="product-form">
      <TextField
        label="Nome"
        className="col-span-2"
        required
        maxLength={200}
        title="Um nome"
        value={name}
        onChange={setName}
        data-testid="product-name"
      />
      <TextField
        label="Preço (R$)"
        error={price_cents === null ? 'Escreva como 59,90.' : null}
        inputMode="decimal"
        value={price}
        onChange={setPrice}
        data-testid="product-price"
      />
      <TextField
        label="Na prateleira"
        hint={
          product.stock_held > 0 ? `${product.stock_held} já reservados.` : 'Vazio: estoque não controlado.'
        }
        type="number"
        min={0}
        max={1_000_000}
        step={1}
        value={stock}
        onChange={setStock}
        data-testid="product-stock"
      />
      <Field label="Situação" className="col-span-2">
        {(ties) => (
          <Select
            {...ties}
            value={status}
            onChange={({ target }) => setStatus(STATUSES.find((it) => it === target.value) ?? status)}
            data-testid="product-status"
          >
            {STATUSES.map((it) => (
              <option key={it} value={it}>
                {STATUS[it]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="col-span-2 flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          Voltar
        </Button>
        <Button
          type="submit"
          variant="primary"
          busy={update.isPending}
          disabled={price_cents === null}
          data-testid="save-product"
        >
          Salvar
        </Button>
      </div>
    </form>
  );
}
