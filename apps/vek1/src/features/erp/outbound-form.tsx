'use client';

import { Field } from '@/components/field.tsx';
import { SwitchField } from '@/components/switch-field.tsx';
import { Input } from '@/components/ui/input.tsx';
import type { StockSync } from '@/trpc/wire.ts';
import { TestCall } from './test-call.tsx';
import { WayForm } from './way-form.tsx';

/** Where the ERP hears of what happens here. */
export function OutboundForm({ settings }: { settings: StockSync }) {
  return (
    <WayForm
      way="outbound"
      settings={settings}
      title="Da loja para o ERP"
      about="Cada venda, devolução e ajuste de estoque é enviada a este endereço, na ordem em que aconteceu e assinada."
      foot={settings.outbound_url && <TestCall store_id={settings.store_id} />}
    >
      {(draft, set) => (
        <>
          <SwitchField
            label="Avisar o ERP"
            hint="Se ele não responder, tentamos de novo por cerca de um dia."
            checked={draft.outbound_enabled}
            onCheckedChange={(outbound_enabled) => set({ outbound_enabled })}
            data-testid="outbound-enabled"
          />
          <Field label="Endereço do ERP">
            {(ties) => (
              <Input
                {...ties}
                type="url"
                className="font-mono text-[13px]"
                placeholder="https://"
                maxLength={2000}
                required={draft.outbound_enabled}
                value={draft.outbound_url}
                onChange={({ target }) => set({ outbound_url: target.value })}
                data-testid="outbound-url"
              />
            )}
          </Field>
        </>
      )}
    </WayForm>
  );
}
