'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Field } from '@/components/field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { useStore } from '@/features/store/store-provider.tsx';
import { toBase64 } from '@/format/base64.ts';
import { plural } from '@/format/text.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { ImportPreview } from '@/trpc/wire.ts';
import { ImportTable } from './import-table.tsx';

/** Bytes: as base64 it has to fit into the megabyte that one call may carry. */
const MOST_BYTES = 700_000;

/** A spreadsheet becomes products in two steps: what would happen, and that it does. */
export function ImportForm({ close }: { close: () => void }) {
  const trpc = useTRPC();
  const store = useStore();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [csv, setCsv] = useState<string | null>(null);
  const onError = (error: Parameters<typeof describeError>[0]) => {
    toast.error(describeError(error));
  };
  const preview = useMutation(trpc.catalog.preview.mutationOptions({ onError }));
  const run = useMutation(
    trpc.catalog.upsertBatch.mutationOptions({
      onError,
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries(trpc.catalog.list.pathFilter()),
          queries.invalidateQueries(trpc.catalog.stats.pathFilter()),
        ]),
    }),
  );

  function read(bytes: Uint8Array) {
    if (bytes.length > MOST_BYTES) {
      toast.error('A planilha é grande demais. Divida em partes de até 700 KB.');
      return;
    }
    const encoded = toBase64(bytes);
    setCsv(encoded);
    preview.mutate({ store_id: store.id, csv: encoded });
  }
  function again() {
    preview.reset();
    setCsv(null);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    read(new TextEncoder().encode(text));
  }

  if (run.data) return <Done result={run.data} close={close} />;
  if (preview.data && csv) {
    return (
      <>
        <ImportTable preview={preview.data} />
        <div className="mt-5 flex justify-end gap-2">
          <Button variant="ghost" onClick={again}>
            Voltar
          </Button>
          <Button
            variant="primary"
            busy={run.isPending}
            disabled={preview.data.created + preview.data.updated === 0}
            onClick={() => run.mutate({ store_id: store.id, csv })}
            data-testid="run-import"
          >
            Importar {plural(preview.data.created + preview.data.updated, 'produto', 'produtos')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <form onSubmit={submit} className="mt-5 grid gap-4">
      <Field
        label="Arquivo CSV"
        hint="De qualquer sistema: reconhecemos colunas como nome, código, preço e estoque."
      >
        {(ties) => (
          <input
            {...ties}
            type="file"
            accept=".csv,text/csv,text/plain"
            className="text-sm file:mr-3 file:h-9 file:rounded-lg file:border file:border-input file:bg-surface file:px-4 file:font-medium"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file) void file.arrayBuffer().then((bytes) => read(new Uint8Array(bytes)));
            }}
            data-testid="import-file"
          />
        )}
      </Field>
      <Field label="Ou cole aqui">
        {(ties) => (
          <Textarea
            {...ties}
            className="min-h-32 font-mono text-[13px]"
            placeholder={'nome;preço;estoque\nCafé em grãos 250g;42,90;20'}
            value={text}
            onChange={({ target }) => setText(target.value)}
            data-testid="import-text"
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          Voltar
        </Button>
        <Button
          type="submit"
          variant="primary"
          busy={preview.isPending}
          disabled={text.trim() === ''}
          data-testid="preview-import"
        >
          Conferir
        </Button>
      </div>
    </form>
  );
}

type Counts = Pick<ImportPreview, 'created' | 'updated' | 'unchanged' | 'errors'>;

function Done({ result, close }: { result: Counts; close: () => void }) {
  return (
    <div className="mt-4" data-testid="import-result">
      <p role="status" className="text-sm">
        {[
          plural(result.created, 'produto novo', 'produtos novos'),
          plural(result.updated, 'atualizado', 'atualizados'),
          result.unchanged > 0 && `${result.unchanged} sem mudança`,
          result.errors > 0 && plural(result.errors, 'linha com problema', 'linhas com problema'),
        ]
          .filter(Boolean)
          .join(', ')}
        .
      </p>
      <div className="mt-5 flex justify-end">
        <Button variant="primary" onClick={close}>
          Pronto
        </Button>
      </div>
    </div>
  );
}
