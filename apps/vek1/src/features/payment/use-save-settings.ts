'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { PaymentChanges, PaymentSettings } from '@/trpc/wire.ts';

const REFUSED: Record<string, string> = {
  'payment.invalid_pix_key': 'Não é uma chave válida deste tipo.',
  'payment.invalid_pix_name': 'Use letras: o código PIX não leva outros sinais.',
};

/** Whether what stands in the fields is not what was read. */
export const differs = (saved: PaymentSettings, wanted: Partial<PaymentSettings>): boolean =>
  Object.entries(wanted).some(([field, value]) => value !== saved[field as keyof PaymentSettings]);

/** Saves a part of how a store is paid; what was refused is said at its field. */
export function useSaveSettings(store_id: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(
    trpc.payment.saveSettings.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(trpc.payment.getSettings.queryOptions({ store_id }).queryKey, saved);
        toast.success('Salvo.');
      },
      onError: (error) => {
        if (!error.data?.errors?.length) toast.error(describeError(error));
      },
    }),
  );
  const { data } = save.error ?? {};
  return {
    busy: save.isPending,
    save: (changes: PaymentChanges, onSuccess?: () => void) =>
      save.mutate({ store_id, ...changes }, { onSuccess }),
    /** What is wrong with a field, as the API said. */
    refusalOf: (field: keyof PaymentChanges): string | null =>
      data?.errors?.some(({ path }) => path === field)
        ? (REFUSED[data.reason ?? ''] ?? 'Confira este campo.')
        : null,
  };
}
