'use client';

import { Check, Copy } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { useCopy } from '@/components/use-copy.ts';
import { truncateMiddle } from '@/format/text.ts';

/** The text a bank's app takes: shown by its ends, copied whole. */
export function CopyBrCode({ code }: { code: string }) {
  const { copied, copy } = useCopy();
  return (
    <>
      <p
        className="truncate rounded-lg bg-muted px-3 py-2 text-center font-mono text-xs text-muted-foreground"
        title={code}
      >
        {truncateMiddle(code, 18, 10)}
      </p>
      <Button onClick={() => void copy(code)} data-testid="copy-br-code">
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? 'Código copiado' : 'Copiar código PIX'}
      </Button>
    </>
  );
}
