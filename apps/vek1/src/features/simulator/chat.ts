'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { toBase64 } from '@/format/base64.ts';
import type { Customer } from './customer.ts';

const ChatMessage = z.object({
  id: z.string(),
  /** From the shop's number's point of view: inbound is what the customer wrote. */
  direction: z.enum(['inbound', 'outbound']),
  kind: z.string(),
  text: z.string().nullable(),
  /** A `data:` URL or an address. */
  image: z.string().optional(),
  file_name: z.string().optional(),
  at: z.string(),
  status: z.string(),
});
export type ChatMessage = z.infer<typeof ChatMessage> & {
  /** What leaves with it, until it has left. */
  content?: { image: FileBytes } | { document: FileBytes & { file_name: string } };
};

interface FileBytes {
  base64: string;
  mimetype: string;
}

/** A file of the customer's phone, as a message. */
async function fileMessage(
  file: File,
): Promise<Pick<ChatMessage, 'kind' | 'text' | 'image' | 'file_name' | 'content'>> {
  const bytes = { base64: toBase64(new Uint8Array(await file.arrayBuffer())), mimetype: file.type };
  if (file.type.startsWith('image/')) {
    const image = `data:${file.type};base64,${bytes.base64}`;
    return { kind: 'image', text: null, image, content: { image: bytes } };
  }
  const document = { ...bytes, file_name: file.name };
  return { kind: 'document', text: null, file_name: file.name, content: { document } };
}

const Timeline = z.object({ items: z.array(ChatMessage) });

/** As a phone makes the ids of its messages. */
function makeKeyId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `3A${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

async function readTimeline(instance: string, number: string, signal: AbortSignal): Promise<ChatMessage[]> {
  const query = new URLSearchParams({ instance, number });
  const answer = await fetch(`/api/simulator/messages?${query}`, { signal });
  if (!answer.ok) throw new Error(`The fake WhatsApp answered ${answer.status}.`);
  return Timeline.parse(await answer.json()).items;
}

/** One customer's chat with the shop: what the phone shows, what is on its way, and the way to write. */
export function useChat(instance: string, customer: Customer) {
  const [outbox, setOutbox] = useState<ChatMessage[]>([]);
  const timeline = useQuery({
    queryKey: ['simulator', 'messages', instance, customer.number],
    queryFn: ({ signal }) => readTimeline(instance, customer.number, signal),
    refetchInterval: 700,
    staleTime: 0,
  });
  const sending = useMutation({
    mutationFn: async ({ id, text, content }: ChatMessage) => {
      const answer = await fetch('/api/simulator/messages', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          instance,
          from: customer.number,
          push_name: customer.name,
          ...(content ?? { text }),
          key_id: id,
        }),
      });
      if (!answer.ok) throw new Error(`The fake WhatsApp answered ${answer.status}.`);
    },
    onError: (_, { id }) =>
      setOutbox((all) => all.map((it) => (it.id === id ? { ...it, status: 'ERROR' } : it))),
  });

  function post(message: ChatMessage) {
    setOutbox((all) => [...all.filter(({ id }) => id !== message.id), message]);
    sending.mutate(message);
  }
  const made = () => ({
    id: makeKeyId(),
    direction: 'inbound' as const,
    at: new Date().toISOString(),
    status: 'PENDING',
  });
  const arrived = timeline.data ?? [];
  const known = new Set(arrived.map(({ id }) => id));
  return {
    messages: [...arrived, ...outbox.filter(({ id }) => !known.has(id))],
    loading: timeline.isPending,
    unreachable: timeline.isError,
    send: (text: string) => post({ ...made(), kind: 'text', text }),
    sendFile: async (file: File) => post({ ...made(), ...(await fileMessage(file)) }),
    sendAgain: (message: ChatMessage) => post({ ...message, status: 'PENDING' }),
  };
}
