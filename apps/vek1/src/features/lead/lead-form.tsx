'use client';

import { type ComponentProps, type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Field } from '@/components/field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import type { Lead } from '@/trpc/wire.ts';
import { ADDRESS_PARTS, changesOf, draftOf } from './draft.ts';
import { useUpdateLead } from './use-update-lead.ts';

type Part = (typeof ADDRESS_PARTS)[number];

const PARTS: Record<Part, { label: string; wide: string } & ComponentProps<'input'>> = {
  cep: {
    label: 'CEP',
    wide: 'sm:col-span-2',
    inputMode: 'numeric',
    pattern: '\\d{5}-?\\d{3}',
    title: 'Oito dígitos',
  },
  street: { label: 'Rua', wide: 'sm:col-span-4', maxLength: 200 },
  number: { label: 'Número', wide: 'sm:col-span-2', maxLength: 20 },
  complement: { label: 'Complemento', wide: 'sm:col-span-4', maxLength: 100 },
  district: { label: 'Bairro', wide: 'sm:col-span-2', maxLength: 100 },
  city: { label: 'Cidade', wide: 'sm:col-span-3', maxLength: 100 },
  state: { label: 'UF', wide: 'sm:col-span-1', pattern: '[A-Z]{2}', maxLength: 2, title: 'Duas letras' },
};

/** What is known of a customer, to be put right. What others change meanwhile is not undone by saving. */
export function LeadForm({ lead: read }: { lead: Lead }) {
  const [lead, setLead] = useState(read);
  const [draft, setDraft] = useState(() => draftOf(read));
  const update = useUpdateLead();
  const changes = changesOf(lead, draft);
  const set = (part: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!changes) return;
    update.mutate(
      { id: lead.id, ...changes },
      {
        onSuccess: (saved) => {
          setLead(saved);
          setDraft(draftOf(saved));
          toast.success('Dados salvos.');
        },
      },
    );
  }
  return (
    <form onSubmit={submit} className="mt-4 grid gap-4 sm:grid-cols-6" data-testid="lead-form">
      <TextField
        label="Nome"
        className="sm:col-span-3"
        maxLength={200}
        value={draft.name}
        onChange={(value) => set({ name: value })}
        data-testid="lead-name"
      />
      <TextField
        label="Telefone"
        className="sm:col-span-3"
        type="tel"
        minLength={8}
        maxLength={30}
        value={draft.phone}
        onChange={(value) => set({ phone: value })}
      />
      <TextField
        label="E-mail"
        className="sm:col-span-3"
        type="email"
        maxLength={254}
        value={draft.email}
        onChange={(value) => set({ email: value })}
      />
      <TextField
        label="Interesses"
        hint="Separados por vírgulas."
        className="sm:col-span-3"
        value={draft.interests}
        onChange={(value) => set({ interests: value })}
      />
      <Field label="Sobre este cliente" className="sm:col-span-6">
        {(ties) => (
          <Textarea
            {...ties}
            maxLength={4000}
            value={draft.profile_summary}
            onChange={({ target }) => set({ profile_summary: target.value })}
          />
        )}
      </Field>
      {ADDRESS_PARTS.map((part) => {
        const { label, wide, ...limits } = PARTS[part];
        return (
          <TextField
            key={part}
            label={label}
            className={wide}
            {...limits}
            value={draft.address[part]}
            onChange={(typed) => {
              const value = part === 'state' ? typed.toUpperCase() : typed;
              set({ address: { ...draft.address, [part]: value } });
            }}
          />
        );
      })}
      <div className="flex justify-end gap-2 sm:col-span-6">
        {changes && (
          <Button variant="ghost" onClick={() => setDraft(draftOf(lead))}>
            Desfazer
          </Button>
        )}
        <Button
          type="submit"
          variant="primary"
          busy={update.isPending}
          disabled={!changes}
          data-testid="save-lead"
        >
          Salvar
        </Button>
      </div>
    </form>
  );
}
