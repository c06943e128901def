'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardTitle } from '@/components/ui/card.tsx';
import type { StockSync, StockSyncChanges } from '@/trpc/wire.ts';
import { changesOf, type Draft, draftOf, newSecretsIn, type Way } from './draft.ts';
import { SecretDialog } from './secret-dialog.tsx';
import { SecretField } from './secret-field.tsx';
import { useSaveSettings } from './use-save-settings.ts';

interface WayFormProps {
  way: Way;
  settings: StockSync;
  title: string;
  about: string;
  /** What of it is written, above the secret. */
  children: (draft: Draft, set: (part: Partial<Draft>) => void) => ReactNode;
  /** Below, once all is saved. */
  foot?: ReactNode;
}

/** One way between the shop and its ERP: what is written is kept when it is saved, and nothing else. */
export function WayForm({ way, settings, title, about, children, foot }: WayFormProps) {
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [secret, setSecret] = useState<string | null>(null);
  const save = useSaveSettings();
  const changes = changesOf(settings, draft, way);
  const set = (part: Partial<Draft>) => setDraft((was) => ({ ...was, ...part }));
  const on = settings[`${way}_enabled`];
  const kept = settings[`${way}_secret`];

  const keep = (made: StockSyncChanges) =>
    save.mutate(
      { store_id: settings.store_id, ...made },
      {
        onSuccess: (saved) => {
          setDraft(draftOf(saved));
          setSecret(newSecretsIn(saved)[way] ?? null);
        },
      },
    );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (changes) keep(changes);
  }
  return (
    <Card className="p-5 md:p-6" data-testid={`erp-${way}`}>
      <div className="flex items-center justify-between gap-4">
        <CardTitle className="text-base">{title}</CardTitle>
        <Badge tone={on ? 'good' : 'quiet'}>{on ? 'Ligado' : 'Desligado'}</Badge>
      </div>
      <p className="mt-1 max-w-prose text-sm text-muted-foreground">{about}</p>
      <form onSubmit={submit} className="mt-5 grid gap-5">
        {children(draft, set)}
        <SecretField
          kept={kept}
          value={draft[`${way}_secret`]}
          onChange={(value) => set({ [`${way}_secret`]: value })}
          renew={() => keep({ [`${way}_secret`]: null })}
          busy={save.isPending}
          testid={`${way}-secret`}
        />
        <div className="flex justify-end gap-2">
          {changes && (
            <Button variant="ghost" onClick={() => setDraft(draftOf(settings))}>
              Desfazer
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabled={!changes}
            data-testid={`save-${way}`}
          >
            Salvar
          </Button>
        </div>
      </form>
      {foot}
      <SecretDialog way={way} secret={secret} close={() => setSecret(null)} />
    </Card>
  );
}
