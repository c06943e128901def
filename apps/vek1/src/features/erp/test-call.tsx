'use client';

import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Send } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { cn } from '@/components/ui/cn.ts';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { TestOutcome } from '@/trpc/wire.ts';

/** Calls the address that is saved, and says what came of it. */
export function TestCall({ store_id }: { store_id: string }) {
  const trpc = useTRPC();
  const test = useMutation(
    trpc.erp.testOutbound.mutationOptions({
      onError: (error) => {
        toast.error(describeError(error));
      },
    }),
  );
  return (
    <div className="mt-5 border-t pt-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted-foreground">Veja se o ERP atende no endereço salvo.</p>
        <Button
          size="sm"
          busy={test.isPending}
          onClick={() => test.mutate({ store_id })}
          data-testid="test-outbound"
        >
          {!test.isPending && <Send aria-hidden />}
          Testar agora
        </Button>
      </div>
      <div role="status" aria-live="polite">
        {test.data && !test.isPending && <Outcome outcome={test.data} />}
      </div>
    </div>
  );
}

function Outcome({ outcome: { ok, explanation, latency_ms, body } }: { outcome: TestOutcome }) {
  const Icon = ok ? CircleCheck : CircleAlert;
  return (
    <div
      className={cn(
        'mt-4 rounded-lg px-4 py-3 text-sm',
        ok ? 'bg-accent-soft text-accent' : 'bg-danger-soft text-danger',
      )}
      data-testid="test-outcome"
      data-ok={ok}
    >
      <p className="flex items-start gap-2 font-medium">
        <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          {explanation} <span className="font-normal tabular-nums opacity-80">{latency_ms} ms</span>
        </span>
      </p>
      {body && <p className="mt-2 font-mono text-xs break-all opacity-80">{body}</p>}
    </div>
  );
}
