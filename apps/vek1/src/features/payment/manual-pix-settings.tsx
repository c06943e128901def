'use client';

import { useState } from 'react';
import { Field } from '@/components/field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Select } from '@/components/ui/select.tsx';
import type { PaymentSettings } from '@/trpc/wire.ts';
import { judge, KEY_TYPE, KEY_TYPES, type KeyType, typeOf } from './key-types.ts';
import { SettingsCard } from './settings-card.tsx';
import { differs, useSaveSettings } from './use-save-settings.ts';

/** As long as a BR Code can say. */
const LONGEST_NAME = 25;
const LONGEST_CITY = 15;

/** PIX to the store's own key: the customer sends a receipt, and a person looks at it. */
export function ManualPixSettings({ settings }: { settings: PaymentSettings }) {
  const [on, turn] = useState(settings.manual_pix_enabled);
  const [type, setType] = useState<KeyType | null>(settings.manual_pix_key_type);
  const [typed, setTyped] = useState(settings.manual_pix_key ?? '');
  const [name, setName] = useState(settings.manual_pix_name ?? '');
  const [city, setCity] = useState(settings.manual_pix_city ?? '');
  const [hours, setHours] = useState(String(settings.proof_deadline_hours));
  const { save, busy, refusalOf } = useSaveSettings(settings.store_id);
  const { key, hint, error = null } = judge(type, typed);

  const wanted = {
    manual_pix_enabled: on,
    manual_pix_key: key,
    manual_pix_key_type: key === null ? null : type,
    manual_pix_name: name.trim() || null,
    manual_pix_city: city.trim() || null,
    proof_deadline_hours: Number(hours),
  };
  const complete = Boolean(key && wanted.manual_pix_name && wanted.manual_pix_city);
  return (
    <SettingsCard
      name="manual-pix"
      title="PIX manual"
      description="O cliente paga direto na chave da loja e manda o comprovante no WhatsApp. Você confere e confirma."
      on={on}
      turn={turn}
      changed={differs(settings, wanted)}
      valid={error === null && (!on || complete) && Number(hours) >= 1 && Number(hours) <= 168}
      busy={busy}
      save={() => save(wanted)}
    >
      <Field label="Tipo da chave">
        {(ties) => (
          <Select
            {...ties}
            value={type ?? ''}
            onChange={({ target }) => setType(KEY_TYPES.find((it) => it === target.value) ?? null)}
            data-testid="pix-key-type"
          >
            <option value="">Escolha</option>
            {KEY_TYPES.map((it) => (
              <option key={it} value={it}>
                {KEY_TYPE[it].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label="Chave PIX"
        hint={hint ?? 'O dinheiro vai para quem tem esta chave: confira.'}
        error={error ?? refusalOf('manual_pix_key') ?? refusalOf('manual_pix_key_type')}
        maxLength={77}
        autoComplete="off"
        placeholder={type ? KEY_TYPE[type].example : ''}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setType((chosen) => chosen ?? typeOf(value));
        }}
        data-testid="pix-key"
      />
      <TextField
        label="Nome de quem recebe"
        hint={`Aparece para quem paga. Até ${LONGEST_NAME} letras.`}
        error={on && !wanted.manual_pix_name ? 'Falta o nome.' : refusalOf('manual_pix_name')}
        maxLength={LONGEST_NAME}
        value={name}
        onChange={setName}
        data-testid="pix-name"
      />
      <TextField
        label="Cidade"
        hint={`Até ${LONGEST_CITY} letras; abrevie se precisar.`}
        error={on && !wanted.manual_pix_city ? 'Falta a cidade.' : refusalOf('manual_pix_city')}
        maxLength={LONGEST_CITY}
        value={city}
        onChange={setCity}
        data-testid="pix-city"
      />
      <TextField
        label="Prazo do comprovante (horas)"
        hint="De 1 a 168. O estoque fica reservado até lá."
        error={refusalOf('proof_deadline_hours')}
        type="number"
        min={1}
        max={168}
        step={1}
        required
        value={hours}
        onChange={setHours}
      />
    </SettingsCard>
  );
}
