import type { Tone } from '@/components/ui/badge.tsx';
import type { Conversation, Message } from '@/trpc/wire.ts';
import { truncateMiddle } from '../../format/text.ts';

type State = Conversation['state'];

/** Who speaks with the customer. */
export const STATE: Record<State, { label: string; tone: Tone }> = {
  agent: { label: 'Com o agente', tone: 'good' },
  waiting: { label: 'Aguardando pessoa', tone: 'waiting' },
  person: { label: 'Com pessoa', tone: 'moving' },
  closed: { label: 'Encerrada', tone: 'quiet' },
};

/** What a merchant looks for; the key stands in the page's address. */
export const FILTERS = {
  aguardando: { label: 'Aguardando pessoa', states: ['waiting'] },
  com_pessoa: { label: 'Com pessoa', states: ['person'] },
  com_agente: { label: 'Com o agente', states: ['agent'] },
  encerradas: { label: 'Encerradas', states: ['closed'] },
} satisfies Record<string, { label: string; states: State[] }>;

const SPEAKER: Record<Message['role'], string> = {
  customer: '',
  agent: 'Agente: ',
  person: 'Loja: ',
  system: 'Aviso: ',
};

/** The last message in one line, as a list shows it. */
export function previewOf(message: Conversation['last_message']): string {
  if (!message) return 'Nenhuma mensagem ainda';
  const text = message.text
    .replace(/[*_~`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const said = text.startsWith('000201') ? `Código PIX ${truncateMiddle(text, 8, 4)}` : text;
  return `${SPEAKER[message.role]}${said || (message.kind === 'image' ? 'Imagem' : '')}`;
}
