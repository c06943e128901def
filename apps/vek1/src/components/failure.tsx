import { CloudOff } from 'lucide-react';
import { describeError } from '@/trpc/describe-error.ts';
import type { ApiError } from '@/trpc/wire.ts';
import { Notice } from './notice.tsx';
import { Button } from './ui/button.tsx';

/** A first read that failed: says so calmly and offers to try again. */
export function Failure({ error, retry }: { error: ApiError; retry: () => unknown }) {
  return (
    <div role="alert">
      <Notice
        icon={CloudOff}
        title="Não deu para carregar"
        action={<Button onClick={() => void retry()}>Tentar de novo</Button>}
      >
        {describeError(error)}
      </Notice>
    </div>
  );
}

/** A later read that failed: what is on the screen stays, and says that it is old. */
export function StaleNotice({ show }: { show: boolean }) {
  return (
    <div role="status" aria-live="polite">
      {show && (
        <p className="mb-4 flex items-center gap-2 rounded-lg bg-waiting-soft px-3 py-2 text-[13px] text-waiting">
          <CloudOff className="size-4 shrink-0" aria-hidden />
          Sem resposta do servidor. Mostrando o que chegou por último.
        </p>
      )}
    </div>
  );
}
