'use client';

import { useQuery } from '@tanstack/react-query';
import { Clock } from 'lucide-react';
import { useStore } from '@/features/store/store-provider.tsx';
import { formatTime } from '@/format/date.ts';
import { useTRPC } from '@/trpc/client.ts';

/** Says so when the ERP is behind, and why. */
export function OutboxStatus() {
  const trpc = useTRPC();
  const { id: store_id, time_zone } = useStore();
  const outbox = useQuery(trpc.erp.getOutbox.queryOptions({ store_id }, { refetchInterval: 5_000 }));
  const { waiting = 0, error = null, next_at = null } = outbox.data ?? {};
  return (
    <div role="status" aria-live="polite">
      {waiting > 0 && error && (
        <p
          className="mb-5 flex items-start gap-2 rounded-lg bg-waiting-soft px-4 py-3 text-sm text-waiting"
          data-testid="outbox-waiting"
        >
          <Clock className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span>
            {waiting === 1 ? 'Uma mudança de estoque espera' : `${waiting} mudanças de estoque esperam`} o
            ERP. {error} {next_at && `Tentamos de novo às ${formatTime(next_at, time_zone)}.`}
          </span>
        </p>
      )}
    </div>
  );
}
