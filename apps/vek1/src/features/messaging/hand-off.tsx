'use client';

import { useMutation } from '@tanstack/react-query';
import { Bot, Hand } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button.tsx';
import { useTRPC } from '@/trpc/client.ts';
import { describeError } from '@/trpc/describe-error.ts';
import type { Conversation } from '@/trpc/wire.ts';
import { useRefreshConversations } from './use-refresh-conversations.ts';

/** Takes the conversation over from the agent, or gives it back. */
export function HandOff({ conversation: { id, state } }: { conversation: Conversation }) {
  const trpc = useTRPC();
  const refresh = useRefreshConversations();
  const settled = {
    onError: (error: Parameters<typeof describeError>[0]) => {
      toast.error(describeError(error));
    },
    onSettled: refresh,
  };
  const takeOver = useMutation(trpc.messaging.takeOver.mutationOptions(settled));
  const giveBack = useMutation(trpc.messaging.giveBack.mutationOptions(settled));
  const busy = takeOver.isPending || giveBack.isPending;
  return (
    <div className="flex flex-wrap gap-2">
      {(state === 'person' || state === 'waiting') && (
        <Button busy={busy} onClick={() => giveBack.mutate({ id })} data-testid="give-back">
          {!busy && <Bot aria-hidden />}
          Devolver ao agente
        </Button>
      )}
      {(state === 'agent' || state === 'waiting') && (
        <Button
          variant={state === 'waiting' ? 'primary' : 'outline'}
          busy={busy}
          onClick={() => takeOver.mutate({ id })}
          data-testid="take-over"
        >
          {!busy && <Hand aria-hidden />}
          Assumir conversa
        </Button>
      )}
    </div>
  );
}
