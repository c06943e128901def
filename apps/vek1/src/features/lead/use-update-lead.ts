'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';

/** Changes a lead, and shows it wherever it is shown. */
export function useUpdateLead() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.lead.update.mutationOptions({
      onSuccess: async (lead) => {
        queries.setQueryData(trpc.lead.get.queryKey({ id: lead.id }), lead);
        await queries.invalidateQueries(trpc.lead.list.pathFilter());
      },
      onError: (error) => {
        toast.error(describeError(error));
      },
    }),
  );
}
