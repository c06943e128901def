'use client';

import { Fragment, type ReactNode } from 'react';
import { DayPill } from '@/components/chat/day-pill.tsx';
import { useNow } from '@/components/use-now.ts';
import { formatDay } from '@/format/date.ts';
import type { Message, Turn } from '@/trpc/wire.ts';
import { AnswerTrace } from './answer-trace.tsx';
import { MessageBubble } from './message-bubble.tsx';

interface MessageLogProps {
  /** Oldest first. */
  messages: Message[];
  /** How the agent came to its answers, by message. */
  turns: Map<string, Turn>;
  /** Of the customer. */
  name: string;
  time_zone: string;
  /** What stands above the oldest. */
  before: ReactNode;
}

/** The messages as the shop sees them: its own at the right. A reversed column keeps the newest in sight. */
export function MessageLog({ messages, turns, name, time_zone, before }: MessageLogProps) {
  const now = useNow(60_000);
  const days = messages.map(({ created_at }) => formatDay(created_at, time_zone, now));
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
      tabIndex={0}
      className="relative flex min-h-0 flex-1 flex-col-reverse overflow-y-auto overscroll-contain -outline-offset-2 [scrollbar-width:thin]"
    >
      <div role="log" aria-live="polite" aria-label={`Conversa com ${name}`} className="py-3">
        {before}
        {messages.length === 0 && (
          <p className="py-10 text-center text-sm text-chat-meta">Nenhuma mensagem ainda.</p>
        )}
        {messages.map((message, index) => {
          const opens_day = days[index] !== days[index - 1];
          const turn = turns.get(message.id);
          return (
            <Fragment key={message.id}>
              {opens_day && <DayPill>{days[index] ?? ''}</DayPill>}
              <MessageBubble
                message={message}
                name={name}
                time_zone={time_zone}
                first={opens_day || messages[index - 1]?.role !== message.role}
              />
              {turn && <AnswerTrace turn={turn} />}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}
