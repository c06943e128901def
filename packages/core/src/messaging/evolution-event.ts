import { z } from 'zod';

const Key = z.looseObject({
  id: z.string(),
  remoteJid: z.string(),
  fromMe: z.boolean().optional(),
  remoteJidAlt: z.string().nullish(),
  senderPn: z.string().nullish(),
});

const Media = z.looseObject({ caption: z.string().nullish() });

const Content = z.looseObject({
  conversation: z.string().nullish(),
  extendedTextMessage: z.looseObject({ text: z.string().nullish() }).nullish(),
  imageMessage: Media.nullish(),
  documentMessage: Media.nullish(),
  audioMessage: Media.nullish(),
  protocolMessage: z.unknown().optional(),
  reactionMessage: z.unknown().optional(),
});

const Upsert = z.looseObject({ key: Key, pushName: z.string().nullish(), message: Content.nullish() });
const Update = z.looseObject({ keyId: z.string(), status: z.string() });
const Envelope = z.looseObject({ event: z.string(), data: z.unknown() });

export interface IncomingMessage {
  key_id: string;
  /** Written on the shop's own phone, or the echo of what we sent. */
  from_me: boolean;
  /** A phone number, or a `…@lid` where that is all there is. */
  external_id: string;
  name: string | null;
  text: string;
}

export interface Receipt {
  key_id: string;
  status: 'delivered' | 'read' | 'failed';
}

const RECEIPTS: Record<string, Receipt['status']> = { DELIVERY_ACK: 'delivered', READ: 'read', PLAYED: 'read', ERROR: 'failed' };
const NOT_A_PERSON = /@g\.us$|^status@broadcast$|@newsletter$/;

function externalId({ remoteJid, remoteJidAlt, senderPn }: z.infer<typeof Key>): string {
  const phone = [remoteJid, remoteJidAlt, senderPn].find((jid) => jid?.endsWith('@s.whatsapp.net'));
  return phone ? phone.replace(/[:@].*$/, '') : remoteJid;
}

function textOf(message: z.infer<typeof Content>): string | null {
  if (message.protocolMessage || message.reactionMessage) return null;
  const text = message.conversation ?? message.extendedTextMessage?.text;
  if (text) return text;
  if (message.imageMessage) return message.imageMessage.caption ?? '[imagem]';
  if (message.documentMessage) return message.documentMessage.caption ?? '[documento]';
  return message.audioMessage ? '[áudio]' : null;
}

function readMessage(item: unknown): IncomingMessage[] {
  const parsed = Upsert.safeParse(item);
  if (!parsed.success) return [];
  const { key, pushName, message } = parsed.data;
  const text = message ? textOf(message) : null;
  if (text === null || NOT_A_PERSON.test(key.remoteJid)) return [];
  return [{ key_id: key.id, from_me: key.fromMe ?? false, external_id: externalId(key), name: pushName ?? null, text }];
}

function readReceipt(item: unknown): Receipt[] {
  const parsed = Update.safeParse(item);
  const status = parsed.success ? RECEIPTS[parsed.data.status] : undefined;
  return parsed.success && status ? [{ key_id: parsed.data.keyId, status }] : [];
}

/** What a webhook of Evolution 2.1 to 2.3 tells; groups, reactions and events we don't know are left out. */
export function readEvolutionEvent(body: unknown): { messages: IncomingMessage[]; receipts: Receipt[] } {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return { messages: [], receipts: [] };
  const { event, data } = envelope.data;
  const items = Array.isArray(data) ? data : [data];
  const name = event.toLowerCase().replace('_', '.');
  return {
    messages: name === 'messages.upsert' || name === 'send.message' ? items.flatMap(readMessage) : [],
    receipts: name === 'messages.update' ? items.flatMap(readReceipt) : [],
  };
}
