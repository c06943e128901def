'use client';

import { useMutation } from '@tanstack/react-query';
import { toast } from 'sonner';
import { Composer } from '@/components/chat/composer.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Conversation } from '@/trpc/wire.ts';
import { useRefreshConversations } from './use-refresh-conversations.ts';

/** Where a person writes to the customer; who does has taken over. */
export function ReplyBox({ conversation: { id, state } }: { conversation: Conversation }) {
  const trpc = useTRPC();
  const refresh = useRefreshConversations();
  const reply = useMutation(
    trpc.messaging.reply.mutationOptions({
      onError: (error) => {
        toast.error(describeError(error));
      },
      onSettled: refresh,
    }),
  );
  return (
    <div className="relative pt-1">
      {state !== 'person' && (
        <p className="px-4 pb-1 text-center text-xs text-chat-meta">
          Quem responde assume a conversa: o agente fica em silêncio.
        </p>
      )}
      <Composer send={(text) => reply.mutateAsync({ id, text })} placeholder="Responder como loja" />
    </div>
  );
}
