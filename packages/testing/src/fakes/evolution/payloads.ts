import { createHash } from 'node:crypto';
import type { Instance, Message, MessageKind } from './book.ts';

/** Which of the server's generations shapes a payload: they differ in texts, lengths and binary fields. */
export type Shape = '2.2' | '2.3';

const MESSAGE_TYPES: Record<MessageKind, string> = {
  text: 'conversation',
  image: 'imageMessage',
  audio: 'audioMessage',
  video: 'videoMessage',
  document: 'documentMessage',
};

/** Every picture has it: nobody of ours looks. */
const IMAGE_SIZE = { height: 1280, width: 960 };

/** The `message` of a payload and its `messageType`. */
function messageContent(message: Message, shape: Shape) {
  const { kind, media, text } = message;
  if (kind === 'text' || media === null) {
    return shape === '2.2' && message.direction === 'inbound'
      ? { messageType: 'extendedTextMessage', message: { extendedTextMessage: { text } } }
      : { messageType: MESSAGE_TYPES.text, message: { conversation: text } };
  }
  const content = Buffer.from(media.content, 'base64');
  const digest = createHash('sha256').update(content).digest();
  const bytes = (buffer: Buffer) => (shape === '2.2' ? buffer.toString('base64') : { ...buffer });
  const messageType = MESSAGE_TYPES[kind];
  return {
    messageType,
    message: {
      [messageType]: {
        url: `https://mmg.whatsapp.example/${message.id}`,
        mimetype: media.mimetype,
        ...(text === null ? {} : { caption: text }),
        ...(media.file_name === null ? {} : { fileName: media.file_name, title: media.file_name }),
        fileSha256: bytes(digest),
        fileLength: fileLength(content.length, shape),
        ...(kind === 'image' ? IMAGE_SIZE : {}),
        mediaKey: bytes(createHash('sha256').update(message.id).digest()),
        directPath: `/v/${message.id}`,
        mediaKeyTimestamp: String(Math.floor(message.at / 1000)),
      },
    },
  };
}

/** A message as `messages.upsert` carries it and the send routes answer it. */
export function messageData(
  instance: Instance,
  message: Message,
  options: { shape: Shape; push_name?: string; base64: boolean; source: 'android' | 'web' | 'unknown' },
) {
  const { shape, push_name } = options;
  const from_me = message.direction === 'outbound';
  const by_lid = message.jid.endsWith('@lid');
  const content = messageContent(message, shape);
  const inline = options.base64 && message.media ? { base64: message.media.content } : {};
  return {
    key: {
      remoteJid: message.jid,
      fromMe: from_me,
      id: message.id,
      ...(shape === '2.3' ? { addressingMode: by_lid ? 'lid' : 'pn' } : {}),
    },
    // A message that arrives by lid only has no name either.
    ...(from_me ? { pushName: 'Você' } : by_lid ? {} : { pushName: push_name ?? 'Cliente' }),
    status: message.status,
    messageType: content.messageType,
    message: { ...content.message, ...inline },
    contextInfo: null,
    messageTimestamp: Math.floor(message.at / 1000),
    instanceId: instance.id,
    source: options.source,
  };
}

/** The data of `messages.update`. */
export function receiptData(instance: Instance, message: Message) {
  return {
    keyId: message.id,
    remoteJid: message.jid,
    fromMe: message.direction === 'outbound',
    status: message.status,
    instanceId: instance.id,
  };
}

/** What `getBase64FromMediaMessage` answers, null for a message without media. */
export function mediaAnswer(message: Message) {
  if (!message.media) return null;
  const { content, mimetype, file_name } = message.media;
  const length = Buffer.from(content, 'base64').length;
  return {
    mediaType: MESSAGE_TYPES[message.kind],
    fileName: file_name ?? `${message.id}.${mimetype.split(/[/;]/)[1]}`,
    caption: message.text ?? undefined,
    size: { fileLength: fileLength(length, '2.3'), ...IMAGE_SIZE },
    mimetype,
    base64: content,
    buffer: null,
  };
}

const fileLength = (length: number, shape: Shape) =>
  shape === '2.2' ? String(length) : { low: length, high: 0, unsigned: true };
