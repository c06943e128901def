'use client';

import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Field } from '@/components/field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { useCopy } from '@/components/use-copy.ts';
import type { PaymentSettings } from '@/trpc/wire.ts';
import { SecretField } from './secret-field.tsx';
import { SettingsCard } from './settings-card.tsx';
import { useSaveSettings } from './use-save-settings.ts';

/** PIX by the gateway: it confirms by itself. */
export function PixSettings({ settings }: { settings: PaymentSettings }) {
  const [on, turn] = useState(settings.pix_enabled);
  const [key, setKey] = useState<string | null>('');
  const [secret, setSecret] = useState<string | null>('');
  const [minutes, setMinutes] = useState(String(settings.pix_expires_minutes));
  const { save, busy, refusalOf } = useSaveSettings(settings.store_id);
  const changes = {
    ...(on !== settings.pix_enabled && { pix_enabled: on }),
    ...(key !== '' && { abacatepay_api_key: key }),
    ...(secret !== '' && { abacatepay_webhook_secret: secret }),
    ...(Number(minutes) !== settings.pix_expires_minutes && { pix_expires_minutes: Number(minutes) }),
  };
  const keyless = on && key !== null && key === '' && settings.abacatepay_api_key === null;
  return (
    <SettingsCard
      name="pix"
      title="PIX automático"
      description="Cada pedido tem o próprio código, e o pagamento é confirmado sozinho. Precisa de uma conta na AbacatePay."
      on={on}
      turn={turn}
      changed={Object.keys(changes).length > 0}
      valid={Number(minutes) >= 5 && Number(minutes) <= 1440}
      busy={busy}
      save={() =>
        save(changes, () => {
          setKey('');
          setSecret('');
        })
      }
    >
      {(keyless || (on && key === null)) && (
        <p className="flex gap-2 rounded-lg bg-waiting-soft px-3 py-2 text-[13px] text-waiting sm:col-span-2">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          Sem a chave da AbacatePay nenhum código é gerado.
        </p>
      )}
      <SecretField
        label="Chave da API"
        hint="Em AbacatePay → Integrar → Chaves."
        error={refusalOf('abacatepay_api_key')}
        saved={settings.abacatepay_api_key}
        typed={key}
        type={setKey}
        testid="abacatepay-key"
      />
      <SecretField
        label="Segredo do webhook"
        hint="O mesmo que está no webhook da AbacatePay."
        error={refusalOf('abacatepay_webhook_secret')}
        saved={settings.abacatepay_webhook_secret}
        typed={secret}
        type={setSecret}
        testid="abacatepay-secret"
      />
      <WebhookAddress store_id={settings.store_id} />
      <TextField
        label="Validade do código (minutos)"
        hint="De 5 a 1440. Depois disso o estoque volta."
        error={refusalOf('pix_expires_minutes')}
        type="number"
        min={5}
        max={1440}
        step={1}
        required
        value={minutes}
        onChange={setMinutes}
        data-testid="pix-minutes"
      />
    </SettingsCard>
  );
}

/** Where the gateway calls: to be pasted there. */
function WebhookAddress({ store_id }: { store_id: string }) {
  const { copied, copy } = useCopy();
  const address = `${globalThis.location?.origin ?? ''}/api/webhooks/abacate-pay/${store_id}`;
  return (
    <Field label="Endereço do webhook" hint="Cole na AbacatePay, com o mesmo segredo.">
      {(ties) => (
        <div className="flex gap-2">
          <Input {...ties} readOnly className="truncate text-muted-foreground" value={address} />
          <Button size="icon" aria-label="Copiar o endereço" onClick={() => void copy(address)}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          </Button>
        </div>
      )}
    </Field>
  );
}
