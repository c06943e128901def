'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';

/** Changes the settings, and shows them as they are kept: what came in the clear is not kept here. */
export function useSaveSettings() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.erp.saveSettings.mutationOptions({
      onSuccess: async () => {
        toast.success('Integração salva.');
        await Promise.all([
          queries.invalidateQueries(trpc.erp.getSettings.pathFilter()),
          queries.invalidateQueries(trpc.erp.getOutbox.pathFilter()),
        ]);
      },
      onError: (error) => {
        toast.error(describeError(error));
      },
    }),
  );
}
