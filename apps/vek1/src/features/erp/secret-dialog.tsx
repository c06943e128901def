'use client';

import { Check, Copy } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { useCopy } from '@/components/use-copy.ts';
import type { Way } from './draft.ts';

const WORDS: Record<Way, { title: string; use: string }> = {
  inbound: { title: 'Segredo de recebimento', use: 'Com ele o ERP assina o que envia para a vek1.' },
  outbound: { title: 'Segredo de envio', use: 'Com ele o ERP confere que o aviso veio da vek1.' },
};

/** A secret that was just made, shown this once. */
export function SecretDialog({ way, secret, close }: { way: Way; secret: string | null; close: () => void }) {
  const { copied, copy } = useCopy();
  const { title, use } = WORDS[way];
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && close()}
      title={title}
      description={`${use} Copie agora: depois só mostramos o fim.`}
    >
      <p
        className="mt-5 rounded-lg bg-muted px-3 py-2.5 font-mono text-[13px] break-all"
        data-testid="new-secret"
      >
        {secret}
      </p>
      <div className="mt-5 flex justify-end gap-2">
        <Button variant="ghost" onClick={close} data-testid="close-secret">
          Já guardei
        </Button>
        <Button variant="primary" onClick={() => secret && void copy(secret)}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? 'Copiado' : 'Copiar'}
        </Button>
      </div>
    </Dialog>
  );
}
