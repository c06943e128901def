'use client';

import { useState } from 'react';
import { Field } from '@/components/field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Textarea } from '@/components/ui/input.tsx';
import { readCents, typedCents } from '@/format/money.ts';
import type { PaymentSettings } from '@/trpc/wire.ts';
import { SettingsCard } from './settings-card.tsx';
import { differs, useSaveSettings } from './use-save-settings.ts';

/** Cash at the door: the merchant accepts the order, the money comes with the delivery. */
export function DoorSettings({ settings }: { settings: PaymentSettings }) {
  const [on, turn] = useState(settings.cod_enabled);
  const [most, setMost] = useState(settings.cod_max_cents === null ? '' : typedCents(settings.cod_max_cents));
  const [instructions, setInstructions] = useState(settings.cod_instructions ?? '');
  const { save, busy, refusalOf } = useSaveSettings(settings.store_id);
  const limited = most.trim() !== '';
  const most_cents = limited ? readCents(most) : null;
  const unclear = limited && (most_cents === null || most_cents < 100);
  const wanted = {
    cod_enabled: on,
    cod_max_cents: most_cents,
    cod_instructions: instructions.trim() || null,
  };
  return (
    <SettingsCard
      name="door"
      title="Pagamento na entrega"
      description="O cliente paga em dinheiro quando recebe. Você aceita cada pedido em até 24 horas; depois disso ele expira."
      on={on}
      turn={turn}
      changed={differs(settings, wanted)}
      valid={!unclear}
      busy={busy}
      save={() => save(wanted)}
    >
      <TextField
        label="Valor máximo (R$)"
        hint="Vazio: sem limite."
        error={unclear ? 'Escreva como 300,00.' : refusalOf('cod_max_cents')}
        inputMode="decimal"
        value={most}
        onChange={setMost}
        data-testid="door-most"
      />
      <Field
        label="Instruções"
        hint="O agente conta ao cliente com as próprias palavras."
        error={refusalOf('cod_instructions')}
        className="sm:col-span-2"
      >
        {(ties) => (
          <Textarea
            {...ties}
            maxLength={1000}
            placeholder="Ex.: só na zona sul, até as 20h"
            value={instructions}
            onChange={({ target }) => setInstructions(target.value)}
            data-testid="door-instructions"
          />
        )}
      </Field>
    </SettingsCard>
  );
}
