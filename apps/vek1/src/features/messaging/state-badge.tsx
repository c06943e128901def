import { Badge } from '@/components/ui/badge.tsx';
import type { Conversation } from '@/trpc/wire.ts';
import { STATE } from './labels.ts';

export function ConversationStateBadge({ state }: { state: Conversation['state'] }) {
  const { label, tone } = STATE[state];
  return (
    <Badge tone={tone} data-testid="conversation-state" data-state={state}>
      {label}
    </Badge>
  );
}
