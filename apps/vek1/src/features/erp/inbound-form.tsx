'use client';

import { Check, Copy } from 'lucide-react';
import { Field } from '@/components/field.tsx';
import { SwitchField } from '@/components/switch-field.tsx';
import { TextField } from '@/components/text-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { useCopy } from '@/components/use-copy.ts';
import type { StockSync } from '@/trpc/wire.ts';
import { WayForm } from './way-form.tsx';

/** What the ERP may say about the shop's stock, and how it proves that it is the ERP. */
export function InboundForm({ settings }: { settings: StockSync }) {
  return (
    <WayForm
      way="inbound"
      settings={settings}
      title="Do ERP para a loja"
      about="O ERP, ou a ponte que você usa (n8n, Make), envia os saldos para o endereço abaixo, e o estoque daqui acompanha."
    >
      {(draft, set) => (
        <>
          <SwitchField
            label="Receber saldos do ERP"
            checked={draft.inbound_enabled}
            onCheckedChange={(inbound_enabled) => set({ inbound_enabled })}
            data-testid="inbound-enabled"
          />
          <InboundAddress url={settings.inbound_url} />
          <SwitchField
            label="O ERP já desconta os pedidos da vek1"
            hint="Ligue se você lança ou fatura os pedidos no ERP. Desligado, o que vendemos e o ERP ainda não soube é descontado de cada saldo que chega."
            checked={draft.erp_counts_our_orders}
            onCheckedChange={(erp_counts_our_orders) => set({ erp_counts_our_orders })}
            data-testid="erp-counts-our-orders"
          />
          <SwitchField
            label="Aceitar assinaturas sem horário"
            hint="Só para ferramentas que não conseguem assinar o momento do envio: protege menos."
            checked={draft.allow_untimed_signatures}
            onCheckedChange={(allow_untimed_signatures) => set({ allow_untimed_signatures })}
          />
          <TextField
            label="Depósito"
            hint="Vale só o saldo deste depósito. Vazio: vale qualquer um."
            maxLength={100}
            value={draft.warehouse}
            onChange={(value) => set({ warehouse: value })}
            data-testid="warehouse"
          />
        </>
      )}
    </WayForm>
  );
}

function InboundAddress({ url }: { url: string }) {
  const { copied, copy } = useCopy();
  return (
    <Field label="Endereço para colocar no ERP">
      {(ties) => (
        <div className="flex gap-2">
          <Input
            {...ties}
            readOnly
            className="font-mono text-[13px] text-muted-foreground"
            value={url}
            onFocus={({ target }) => target.select()}
            data-testid="inbound-url"
          />
          <Button size="icon" aria-label="Copiar o endereço" onClick={() => void copy(url)}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          </Button>
        </div>
      )}
    </Field>
  );
}
