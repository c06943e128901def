'use client';

import { useQuery } from '@tanstack/react-query';
import { ExternalLink, FileText, ImageOff } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTRPC } from '@/trpc/client.ts';
import type { PaymentProof } from '@/trpc/wire.ts';

/** A receipt's file: the picture itself, or the way to the PDF. */
export function ProofFile({ proof }: { proof: PaymentProof }) {
  if (proof.media_url) return <Elsewhere url={proof.media_url} />;
  return <Kept proof={proof} />;
}

function Elsewhere({ url }: { url: string }) {
  return (
    <Button asChild className="justify-self-start">
      <a href={url} target="_blank" rel="noreferrer noopener">
        Abrir comprovante
        <ExternalLink aria-hidden />
      </a>
    </Button>
  );
}

function Kept({ proof }: { proof: PaymentProof }) {
  const trpc = useTRPC();
  // A receipt never changes.
  const file = useQuery(
    trpc.payment.readProof.queryOptions({ id: proof.id }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (file.isPending) return <Skeleton className="h-64 rounded-lg" />;
  if (!file.data) {
    return (
      <p className="flex items-center gap-2 rounded-lg bg-muted px-3 py-3 text-sm text-muted-foreground">
        <ImageOff className="size-4" aria-hidden />
        Não deu para abrir o arquivo.
      </p>
    );
  }
  const url = `data:${file.data.media_type};base64,${file.data.base64}`;
  if (proof.mime_type === 'application/pdf') {
    return (
      <Button asChild className="justify-self-start">
        <a href={url} download={`comprovante-${proof.id}.pdf`} data-testid="proof-pdf">
          <FileText aria-hidden />
          Baixar o PDF
        </a>
      </Button>
    );
  }
  return (
    <a href={url} download={`comprovante-${proof.id}`} title="Baixar" className="rounded-lg">
      <img
        src={url}
        alt="Comprovante enviado pelo cliente"
        data-testid="proof-picture"
        className="max-h-96 w-full rounded-lg border bg-muted object-contain"
      />
    </a>
  );
}
