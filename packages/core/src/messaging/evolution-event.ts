import { z } from 'zod';
import { storable } from '../kernel/wire.ts';

const Key = z.looseObject({
  id: z.string(),
  remoteJid: z.string(),
  fromMe: z.boolean().optional(),
  remoteJidAlt: z.string().nullish(),
  senderPn: z.string().nullish(),
});

const Content = z.looseObject({ conversation: z.string().nullish() });
const Length = z.union([z.coerce.number<string | number>(), z.looseObject({ low: z.number() })]);
const Part = z.looseObject({
  mimetype: z.string().nullish(),
  fileLength: Length.nullish().catch(null),
  text: z.string().nullish(),
  caption: z.string().nullish(),
  selectedDisplayText: z.string().nullish(),
  title: z.string().nullish(),
  message: Content.nullish(),
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
  media: IncomingMedia | null;
}

/** A picture or a document, which is still at the gateway. */
export interface IncomingMedia {
  kind: 'image' | 'document';
  /** As the sender's phone calls it. */
  mime_type: string | null;
  /** As the sender's phone counts it. */
  bytes: number | null;
  /** Whether it came with words of the sender's own. */
  captioned: boolean;
}

export interface Receipt {
  key_id: string;
  status: 'delivered' | 'read' | 'failed';
}

const RECEIPTS = new Map<string, Receipt['status']>([
  ['DELIVERY_ACK', 'delivered'],
  ['READ', 'read'],
  ['PLAYED', 'read'],
  ['ERROR', 'failed'],
]);

/** Envelopes around another message. */
const WRAPPERS = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
];

/** What a person sent, and what is answered to where it holds no words. */
const SPOKEN: readonly (readonly [part: string, instead: string])[] = [
  ['extendedTextMessage', ''],
  ['imageMessage', '[imagem]'],
  ['videoMessage', '[vídeo]'],
  ['documentMessage', '[documento]'],
  ['audioMessage', '[áudio]'],
  ['stickerMessage', '[figurinha]'],
  ['locationMessage', '[localização]'],
  ['contactMessage', '[contato]'],
  ['buttonsResponseMessage', ''],
  ['listResponseMessage', ''],
];

const NOT_A_PERSON = /@g\.us$|^status@broadcast$|@newsletter$/;

function externalId({ remoteJid, remoteJidAlt, senderPn }: z.infer<typeof Key>): string {
  const phone = [remoteJid, remoteJidAlt, senderPn].find((jid) => jid?.endsWith('@s.whatsapp.net'));
  return phone ? phone.replace(/[:@].*$/, '') : remoteJid;
}

function partOf(message: z.infer<typeof Content>, name: string): z.infer<typeof Part> | null {
  const part = message[name];
  return part === null || part === undefined ? null : (Part.safeParse(part).data ?? null);
}

const MEDIA: Record<string, IncomingMedia['kind']> = { imageMessage: 'image', documentMessage: 'document' };

function mediaOf(name: string, part: z.infer<typeof Part>): IncomingMedia | null {
  const kind = MEDIA[name];
  const { mimetype = null, fileLength: length = null, caption } = part;
  const bytes = length !== null && typeof length === 'object' ? length.low : length;
  return kind ? { kind, mime_type: mimetype, bytes, captioned: Boolean(caption?.trim()) } : null;
}

/** The words of a message, or what stands for them; null for reactions, deletions and what we don't know. */
function contentOf(message: z.infer<typeof Content>): Pick<IncomingMessage, 'text' | 'media'> | null {
  if (message.protocolMessage) return null;
  if (message.conversation) return { text: message.conversation, media: null };
  for (const name of WRAPPERS) {
    const inner = partOf(message, name)?.message;
    if (inner) return contentOf(inner);
  }
  for (const [name, instead] of SPOKEN) {
    const part = partOf(message, name);
    if (!part) continue;
    const text = part.text || part.caption || part.selectedDisplayText || instead || part.title || '';
    return text ? { text, media: mediaOf(name, part) } : null;
  }
  return null;
}

function readMessage(item: unknown): IncomingMessage[] {
  const parsed = Upsert.safeParse(item);
  if (!parsed.success) return [];
  const { key, pushName, message } = parsed.data;
  const content = message ? contentOf(message) : null;
  if (content === null || NOT_A_PERSON.test(key.remoteJid)) return [];
  return [
    {
      key_id: storable(key.id),
      from_me: key.fromMe ?? false,
      external_id: storable(externalId(key)),
      name: pushName ? storable(pushName) : null,
      ...content,
      text: storable(content.text),
    },
  ];
}

function readReceipt(item: unknown): Receipt[] {
  const parsed = Update.safeParse(item);
  const status = parsed.success ? RECEIPTS.get(parsed.data.status) : undefined;
  return parsed.success && status ? [{ key_id: storable(parsed.data.keyId), status }] : [];
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
