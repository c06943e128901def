import { Check, CheckCheck, CircleAlert, Clock3, ImageIcon } from 'lucide-react';
import { Tail } from '@/components/chat/tail.tsx';
import { WhatsappText } from '@/components/chat/whatsapp-text.tsx';
import { cn } from '@/components/ui/cn.ts';
import { formatTime } from '@/format/date.ts';
import { truncateMiddle } from '@/format/text.ts';
import type { Message } from '@/trpc/wire.ts';

interface MessageBubbleProps {
  message: Message;
  /** Of the customer. */
  name: string;
  time_zone: string;
  /** Whether it opens a group of one speaker's messages. */
  first: boolean;
}

const SPEAKER: Record<Message['role'], string> = {
  customer: '',
  agent: 'Agente',
  person: 'Loja',
  system: 'Aviso automático',
};

/** A message as the shop sees it, with who of the shop spoke. */
export function MessageBubble({ message, name, time_zone, first }: MessageBubbleProps) {
  const own = message.direction === 'outbound';
  const speaker = SPEAKER[message.role];
  return (
    <div
      className={cn('flex px-3 sm:px-5', own ? 'justify-end' : 'justify-start', first ? 'mt-2' : 'mt-0.5')}
    >
      <div
        data-testid="bubble"
        data-direction={message.direction}
        data-role={message.role}
        className={cn(
          'relative max-w-[85%] rounded-lg px-2.5 py-1.5 text-[14.5px] leading-[1.38] text-chat-text shadow-[0_1px_0.5px_rgb(11_20_26/0.13)] sm:max-w-[70%]',
          own ? 'bg-chat-out' : 'bg-chat-in',
          first && (own ? 'rounded-tr-none' : 'rounded-tl-none'),
        )}
      >
        {first && <Tail own={own} />}
        {!own && <span className="sr-only">{name}: </span>}
        {own && first && (
          <span className="mb-0.5 block text-xs font-semibold text-chat-link">
            {speaker}
            <span className="sr-only">: </span>
          </span>
        )}
        {message.kind === 'image' && (
          <span className="mb-1 flex items-center gap-1.5 text-chat-meta">
            <ImageIcon className="size-4" aria-hidden />
            Imagem
          </span>
        )}
        <p className="break-words whitespace-pre-wrap">
          <Words text={message.text} />
          {/* Room for the time, which stands in the last line where there is space and below it where not. */}
          <span className={cn('inline-block', own ? 'w-[4.25rem]' : 'w-11')} aria-hidden />
        </p>
        <span className="absolute right-2 bottom-1 flex items-center gap-1 text-[11px] leading-none text-chat-meta tabular-nums">
          <time dateTime={message.created_at}>{formatTime(message.created_at, time_zone)}</time>
          {own && <Ticks status={message.status} />}
        </span>
      </div>
    </div>
  );
}

function Words({ text }: { text: string }) {
  if (!text.startsWith('000201')) return <WhatsappText text={text} />;
  // A PIX code: nobody reads it.
  return (
    <span className="font-mono text-[13px]" title={text}>
      {truncateMiddle(text, 17, 9)}
    </span>
  );
}

function Ticks({ status }: { status: Message['status'] }) {
  const size = 'size-[15px]';
  switch (status) {
    case 'sending':
      return <Clock3 className="size-3" aria-label="Enviando" />;
    case 'sent':
      return <Check className={size} aria-label="Enviada" />;
    case 'read':
      return <CheckCheck className={cn(size, 'text-chat-read')} aria-label="Lida" />;
    case 'failed':
      return <CircleAlert className={cn(size, 'text-danger')} aria-label="Não enviada" />;
    default:
      return <CheckCheck className={size} aria-label="Entregue" />;
  }
}
