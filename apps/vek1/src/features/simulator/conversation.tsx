'use client';

import { ArrowDown, Lock } from 'lucide-react';
import { Fragment, useRef, useState } from 'react';
import { DayPill } from '@/components/chat/day-pill.tsx';
import { Tail } from '@/components/chat/tail.tsx';
import { useNow } from '@/components/use-now.ts';
import { formatDay } from '@/format/date.ts';
import { Bubble } from './bubble.tsx';
import type { ChatMessage } from './chat.ts';

interface ConversationProps {
  messages: ChatMessage[];
  shop: string;
  time_zone: string;
  typing: boolean;
  sendAgain: (message: ChatMessage) => void;
}

/** The messages over the wall. A reversed column keeps the newest in sight without any code. */
export function Conversation({ messages, shop, time_zone, typing, sendAgain }: ConversationProps) {
  const now = useNow(60_000);
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const days = messages.map(({ at }) => formatDay(at, time_zone, now));
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        onScroll={({ currentTarget }) => setAway(currentTarget.scrollTop < -240)}
        className="relative flex h-full flex-col-reverse overflow-y-auto overscroll-contain -outline-offset-2 [scrollbar-width:thin]"
      >
        <div role="log" aria-live="polite" aria-label={`Conversa com ${shop}`} className="pt-3 pb-3">
          <Note />
          {messages.map((message, index) => {
            const opens_day = days[index] !== days[index - 1];
            const previous = messages[index - 1];
            return (
              <Fragment key={message.id}>
                {opens_day && <DayPill>{days[index] ?? ''}</DayPill>}
                <Bubble
                  message={message}
                  time_zone={time_zone}
                  first={opens_day || previous?.direction !== message.direction}
                  sendAgain={() => sendAgain(message)}
                />
              </Fragment>
            );
          })}
          {typing && <TypingBubble />}
        </div>
      </div>
      {away && (
        <button
          type="button"
          aria-label="Ir para a última mensagem"
          onClick={() => scroller.current?.scrollTo({ top: 0, behavior: 'smooth' })}
          className="absolute right-4 bottom-4 flex size-10 items-center justify-center rounded-full bg-chat-in text-chat-meta shadow-md"
        >
          <ArrowDown className="size-5" aria-hidden />
        </button>
      )}
    </div>
  );
}

function Note() {
  return (
    <p className="mx-auto mb-2 w-fit max-w-64 rounded-lg bg-chat-note px-3 py-1.5 text-center text-xs text-chat-note-text shadow-[0_1px_0.5px_rgb(11_20_26/0.1)]">
      <Lock className="mr-1 inline size-3 align-[-1px]" aria-hidden />
      Conversa de teste: nada daqui chega ao WhatsApp de verdade.
    </p>
  );
}

function TypingBubble() {
  return (
    <div className="mt-2 flex px-3 sm:px-4" data-testid="typing">
      <div className="relative rounded-lg rounded-tl-none bg-chat-in px-3.5 py-3 shadow-[0_1px_0.5px_rgb(11_20_26/0.13)]">
        <Tail own={false} />
        <span className="sr-only">digitando…</span>
        <span className="flex gap-1" aria-hidden>
          {[0, 160, 320].map((delay) => (
            <span
              key={delay}
              className="size-2 animate-bounce rounded-full bg-chat-meta/70"
              style={{ animationDelay: `${delay}ms`, animationDuration: '1.1s' }}
            />
          ))}
        </span>
      </div>
    </div>
  );
}
