import { Check, CheckCheck, CircleAlert, Clock3, Copy, FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tail } from '@/components/chat/tail.tsx';
import { WhatsappText } from '@/components/chat/whatsapp-text.tsx';
import { cn } from '@/components/ui/cn.ts';
import { useCopy } from '@/components/use-copy.ts';
import { formatTime } from '@/format/date.ts';
import { truncateMiddle } from '@/format/text.ts';
import type { ChatMessage } from './chat.ts';

interface BubbleProps {
  message: ChatMessage;
  time_zone: string;
  /** Whether it opens a group of one side's messages: that one has the tail. */
  first: boolean;
  sendAgain: () => void;
}

/** A message as the customer's phone shows it: its own at the right. */
export function Bubble({ message, time_zone, first, sendAgain }: BubbleProps) {
  const own = message.direction === 'inbound';
  const failed = own && message.status === 'ERROR';
  return (
    <div
      className={cn(
        'flex flex-col px-3 sm:px-4',
        own ? 'items-end' : 'items-start',
        first ? 'mt-2' : 'mt-0.5',
      )}
    >
      <div
        data-testid="bubble"
        data-direction={message.direction}
        data-kind={message.kind}
        className={cn(
          'relative max-w-[82%] rounded-lg text-[14.5px] leading-[1.38] text-chat-text shadow-[0_1px_0.5px_rgb(11_20_26/0.13)]',
          own ? 'bg-chat-out' : 'bg-chat-in',
          first && (own ? 'rounded-tr-none' : 'rounded-tl-none'),
        )}
      >
        {first && <Tail own={own} />}
        <span className="sr-only">{own ? 'Você: ' : 'Loja: '}</span>
        <Content message={message} meta={<Meta message={message} time_zone={time_zone} />} />
      </div>
      {failed && (
        <button
          type="button"
          onClick={sendAgain}
          className="mt-1 flex items-center gap-1 text-xs text-danger"
        >
          <CircleAlert className="size-3.5" aria-hidden />
          Não enviada. Tentar de novo
        </button>
      )}
    </div>
  );
}

function Content({ message, meta }: { message: ChatMessage; meta: ReactNode }) {
  const text = message.text?.trim() ?? '';
  const own = message.direction === 'inbound';
  if (message.kind === 'image' && message.image) {
    return (
      <figure className="w-64 p-1">
        <img src={message.image} alt={text || 'Imagem'} className="min-h-32 w-full rounded-md bg-white" />
        {text ? (
          <figcaption className="relative px-1.5 pt-1 pb-1">
            <Text text={text} own={own} />
            {meta}
          </figcaption>
        ) : (
          <div className="relative h-5">{meta}</div>
        )}
      </figure>
    );
  }
  if (message.kind === 'document') {
    return (
      <div className="px-2.5 py-2">
        <p className="flex items-center gap-2 pr-16">
          <FileText className="size-5 shrink-0 text-chat-meta" aria-hidden />
          <span className="truncate">{message.file_name ?? 'Documento'}</span>
        </p>
        {text && <Text text={text} own={own} />}
        {meta}
      </div>
    );
  }
  if (text.startsWith('000201')) return <BrCode code={text} meta={meta} />;
  return (
    <div className="px-2.5 py-1.5">
      <Text text={text || 'Mensagem que este simulador não mostra'} own={own} />
      {meta}
    </div>
  );
}

function Text({ text, own }: { text: string; own: boolean }) {
  return (
    <p className="break-words whitespace-pre-wrap">
      <WhatsappText text={text} />
      {/* Room for the time, which stands in the last line where there is space and below it where not. */}
      <span className={cn('inline-block', own ? 'w-[4.25rem]' : 'w-11')} aria-hidden />
    </p>
  );
}

/** A PIX code: nobody reads it, everybody copies it. */
function BrCode({ code, meta }: { code: string; meta: ReactNode }) {
  const { copied, copy } = useCopy();
  return (
    <div className="w-64">
      <p className="truncate px-2.5 pt-1.5 font-mono text-[13px]" title={code}>
        {truncateMiddle(code, 17, 9)}
      </p>
      <div className="relative h-5">{meta}</div>
      <button
        type="button"
        onClick={() => void copy(code)}
        data-testid="copy-br-code"
        className="flex h-10 w-full items-center justify-center gap-2 rounded-b-lg border-t border-chat-text/10 text-sm font-medium text-chat-link -outline-offset-2"
      >
        {copied ? <Check className="size-4" aria-hidden /> : <Copy className="size-4" aria-hidden />}
        {copied ? 'Código copiado' : 'Copiar código PIX'}
      </button>
    </div>
  );
}

function Meta({ message, time_zone }: { message: ChatMessage; time_zone: string }) {
  return (
    <span className="absolute right-2 bottom-1 flex items-center gap-1 text-[11px] leading-none text-chat-meta tabular-nums">
      <time dateTime={message.at}>{formatTime(message.at, time_zone)}</time>
      {message.direction === 'inbound' && <Ticks status={message.status} />}
    </span>
  );
}

function Ticks({ status }: { status: string }) {
  const size = 'size-[15px]';
  switch (status) {
    case 'PENDING':
      return <Clock3 className="size-3" aria-label="Enviando" />;
    case 'SERVER_ACK':
      return <Check className={size} aria-label="Enviada" />;
    case 'READ':
    case 'PLAYED':
      return <CheckCheck className={cn(size, 'text-chat-read')} aria-label="Lida" />;
    case 'ERROR':
      return <CircleAlert className={cn(size, 'text-danger')} aria-label="Não enviada" />;
    default:
      return <CheckCheck className={size} aria-label="Entregue" />;
  }
}
