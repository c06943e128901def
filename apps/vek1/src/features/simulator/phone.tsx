'use client';

import { ArrowLeft, EllipsisVertical } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Composer } from '@/components/chat/composer.tsx';
import { useNow } from '@/components/use-now.ts';
import { formatTime } from '@/format/date.ts';
import type { Store } from '@/trpc/wire.ts';
import type { ChatMessage } from './chat.ts';

import { Conversation } from './conversation.tsx';

interface PhoneProps {
  store: Store;
  messages: ChatMessage[];
  unreachable: boolean;
  send: (text: string) => void;
  sendFile: (file: File) => Promise<void>;
  sendAgain: (message: ChatMessage) => void;
  openPanel: () => void;
  /** What stands above the composer. */
  above: ReactNode;
}

/** An answer that has not come by then is not being typed any more. */
const PATIENCE_MS = 60_000;
/** Nobody starts typing at once. */
const REACTION_MS = 900;

/** The customer's phone with the shop's chat open. On a narrow screen it is the screen. */
export function Phone({
  store,
  messages,
  unreachable,
  send,
  sendFile,
  sendAgain,
  openPanel,
  above,
}: PhoneProps) {
  const now = useNow(500);
  const last = messages.at(-1);
  const waited = last ? now - Date.parse(last.at) : 0;
  const awaited = last?.direction === 'inbound' && last.status !== 'ERROR';
  const typing = awaited && !unreachable && waited > REACTION_MS && waited < PATIENCE_MS;

  return (
    <div className="flex flex-col overflow-hidden bg-chat-wall max-lg:fixed max-lg:inset-0 max-lg:z-40 lg:h-[min(52rem,calc(100dvh-8rem))] lg:w-[25rem] lg:shrink-0 lg:rounded-[2.75rem] lg:border-[10px] lg:border-[#15191b] lg:shadow-2xl lg:ring-1 lg:shadow-black/15 lg:ring-black/10 dark:lg:border-[#2a3033] dark:lg:ring-white/5">
      <StatusBar time={formatTime(new Date(now).toISOString(), store.time_zone)} />
      <header className="z-10 flex h-15 shrink-0 items-center gap-1 bg-chat-header px-2 text-chat-text shadow-[0_1px_0_rgb(11_20_26/0.08)]">
        <Link
          href="/pedidos"
          aria-label="Voltar"
          className="flex size-9 items-center justify-center rounded-full lg:hidden"
        >
          <ArrowLeft className="size-5" aria-hidden />
        </Link>
        <Avatar name={store.name} />
        <div className="ml-2 min-w-0 flex-1">
          <p className="truncate text-[15px] leading-tight font-semibold">{store.name}</p>
          <p className="text-xs text-chat-meta" aria-live="polite">
            {unreachable ? (
              'reconectando…'
            ) : typing ? (
              <span className="text-chat-green">digitando…</span>
            ) : (
              'online'
            )}
          </p>
        </div>
        <button
          type="button"
          aria-label="Opções da conversa"
          onClick={openPanel}
          className="flex size-9 items-center justify-center rounded-full text-chat-meta lg:hidden"
        >
          <EllipsisVertical className="size-5" aria-hidden />
        </button>
      </header>
      <div className="chat-wallpaper flex min-h-0 flex-1 flex-col">
        <Conversation
          messages={messages}
          shop={store.name}
          time_zone={store.time_zone}
          typing={typing}
          sendAgain={sendAgain}
        />
        <div className="relative">
          {above}
          <Composer send={send} sendFile={sendFile} />
        </div>
      </div>
    </div>
  );
}

function Avatar({ name }: { name: string }) {
  const initials = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  const letters = [initials[0], initials.at(-1)].map((word) => word?.[0] ?? '');
  return (
    <span
      aria-hidden
      className="flex size-10 shrink-0 items-center justify-center rounded-full bg-linear-to-br from-amber-600 to-rose-700 text-sm font-semibold text-white"
    >
      {initials.length > 1 ? letters.join('') : (name[0] ?? '').toUpperCase()}
    </span>
  );
}

/** What makes a frame a phone. Only where there is a frame. */
function StatusBar({ time }: { time: string }) {
  return (
    <div
      aria-hidden
      className="relative flex h-9 shrink-0 items-center justify-between bg-chat-header px-7 pt-1 text-[13px] font-semibold text-chat-text tabular-nums max-lg:hidden"
    >
      {time}
      <span className="absolute top-2.5 left-1/2 h-4.5 w-20 -translate-x-1/2 rounded-full bg-black" />
      <svg aria-hidden="true" viewBox="0 0 46 12" className="h-3 fill-current">
        <path d="M0 9h2.5v3H0zM4 6.5h2.5V12H4zM8 4h2.5v8H8zM12 1h2.5v11H12z" />
        <rect x="20" y="1" width="21" height="10" rx="3" className="fill-none stroke-current opacity-50" />
        <rect x="21.5" y="2.5" width="15" height="7" rx="1.8" />
        <path d="M42.5 4.2v3.6c1-.3 1.5-1 1.5-1.8s-.5-1.5-1.5-1.8z" className="opacity-50" />
      </svg>
    </div>
  );
}
