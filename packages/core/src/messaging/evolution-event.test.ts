import { describe, expect, it } from 'vitest';
import { readEvolutionEvent } from './evolution-event.ts';

const JID = '5511987654321@s.whatsapp.net';
const key = { remoteJid: JID, fromMe: false, id: '3EB0A1' };
const text = { conversation: 'Oi' };

const envelope = (event: string, data: unknown) => ({
  event,
  instance: 'vek1-1',
  data,
  destination: 'https://app.example',
  date_time: '2026-11-22T00:32:57.900Z',
  sender: '5511900000000@s.whatsapp.net',
  apikey: null,
});
const upsert = (data: object) =>
  readEvolutionEvent(
    envelope('messages.upsert', {
      key,
      pushName: 'Ana',
      message: text,
      messageType: 'conversation',
      ...data,
    }),
  );
const textOf = (message: unknown) => upsert({ message }).messages.map(({ text }) => text);

describe('a message', () => {
  it('tells who wrote what', () => {
    expect(upsert({})).toEqual({
      messages: [
        {
          key_id: '3EB0A1',
          from_me: false,
          external_id: '5511987654321',
          name: 'Ana',
          text: 'Oi',
          media: null,
        },
      ],
      receipts: [],
    });
  });

  it('comes with what no database holds, and is not lost for it', () => {
    const odd = 'O\u0000i\ud800';
    expect(upsert({ pushName: odd, message: { conversation: odd } }).messages).toMatchObject([
      { name: 'O\ufffdi\ufffd', text: 'O\ufffdi\ufffd' },
    ]);
  });

  it.each(['messages.upsert', 'MESSAGES_UPSERT', 'send.message', 'SEND_MESSAGE'])('comes as %s', (event) => {
    expect(readEvolutionEvent(envelope(event, { key, message: text })).messages).toHaveLength(1);
  });

  it('comes alone or in a list, where one that is broken harms no other', () => {
    const list = [
      { key, message: text },
      { key: { id: 7 } },
      null,
      { key: { ...key, id: '3EB0A2' }, message: text },
    ];
    expect(
      readEvolutionEvent(envelope('messages.upsert', list)).messages.map(({ key_id }) => key_id),
    ).toEqual(['3EB0A1', '3EB0A2']);
  });

  it('from the shop itself says so', () => {
    expect(upsert({ key: { ...key, fromMe: true } }).messages).toMatchObject([{ from_me: true }]);
  });

  it.each([
    ['2.3', { conversation: 'Quanto custa?' }, 'Quanto custa?'],
    ['2.2', { extendedTextMessage: { text: 'Quanto custa?', contextInfo: {} } }, 'Quanto custa?'],
    ['an image', { imageMessage: { mimetype: 'image/jpeg', fileLength: { low: 1, high: 0 } } }, '[imagem]'],
    ['an image of 2.2', { imageMessage: { caption: 'Tem este?', fileLength: '1024' } }, 'Tem este?'],
    ['a document', { documentMessage: { fileName: 'lista.pdf' } }, '[documento]'],
    ['a document with words', { documentMessage: { fileName: 'lista.pdf', caption: 'A lista' } }, 'A lista'],
    ['a voice', { audioMessage: { seconds: 4, ptt: true }, base64: 'T2dn' }, '[áudio]'],
    ['words in an envelope', { ephemeralMessage: { message: { conversation: 'Oi' } } }, 'Oi'],
    [
      'a document of 2.2',
      { documentWithCaptionMessage: { message: { documentMessage: { caption: 'A lista' } } } },
      'A lista',
    ],
    ['a picture shown once', { viewOnceMessageV2: { message: { imageMessage: {} } } }, '[imagem]'],
    ['a film', { videoMessage: { seconds: 3 } }, '[vídeo]'],
    ['a sticker', { stickerMessage: {} }, '[figurinha]'],
    ['a place', { locationMessage: { degreesLatitude: -23.5 } }, '[localização]'],
    ['a button', { buttonsResponseMessage: { selectedDisplayText: 'Quero' } }, 'Quero'],
    ['a choice of a list', { listResponseMessage: { title: 'Cafés' } }, 'Cafés'],
  ])('has a text: %s', (_, message, expected) => {
    expect(textOf(message)).toEqual([expected]);
  });

  it.each([
    ['a reaction', { reactionMessage: { key, text: '👍' } }],
    ['a protocol message', { protocolMessage: { type: 'REVOKE' }, conversation: 'x' }],
    ['an empty text', { conversation: '' }],
    ['nothing we know', { pollUpdateMessage: {} }],
    ['no message', null],
  ])('is none: %s', (_, message) => {
    expect(textOf(message)).toEqual([]);
  });
});

describe('a picture or a document', () => {
  const media = (message: unknown) => upsert({ message }).messages[0]?.media;

  it.each([
    ['2.3', { low: 2048, high: 0, unsigned: true }],
    ['2.2', '2048'],
  ])('tells what it is and how large, as %s writes it', (_, fileLength) => {
    expect(media({ imageMessage: { mimetype: 'image/jpeg', fileLength } })).toEqual({
      kind: 'image',
      mime_type: 'image/jpeg',
      bytes: 2048,
      captioned: false,
    });
    const part = { mimetype: 'application/pdf', fileName: 'comprovante.pdf', fileLength, caption: 'paguei' };
    const wrapped = { documentWithCaptionMessage: { message: { documentMessage: part } } };
    expect(media(wrapped)).toMatchObject({ kind: 'document', mime_type: 'application/pdf', captioned: true });
  });

  it('is one also where its size says nothing', () => {
    expect(media({ imageMessage: { fileLength: { high: 0 }, caption: ' ' } })).toEqual({
      kind: 'image',
      mime_type: null,
      bytes: null,
      captioned: false,
    });
  });

  it.each([{ audioMessage: {} }, { videoMessage: {} }, { stickerMessage: {} }])('is not %j', (message) => {
    expect(media(message)).toBeNull();
  });
});

describe('who wrote', () => {
  const LID = '123456789012345@lid';
  it.each([
    ['the phone', { remoteJid: JID }, '5511987654321'],
    ['the phone of one device', { remoteJid: '5511987654321:12@s.whatsapp.net' }, '5511987654321'],
    ['a phone of 12 digits', { remoteJid: '553187654321@s.whatsapp.net' }, '553187654321'],
    [
      'the phone beside a hidden id',
      { remoteJid: LID, remoteJidAlt: JID, addressingMode: 'lid' },
      '5511987654321',
    ],
    ['the phone beside a hidden id in 2.3.0', { remoteJid: LID, senderPn: JID }, '5511987654321'],
    ['the phone before its hidden id', { remoteJid: JID, remoteJidAlt: LID }, '5511987654321'],
    ['a hidden id, where that is all', { remoteJid: LID, remoteJidAlt: null }, LID],
  ])('is %s', (_, ids, external_id) => {
    expect(upsert({ key: { ...key, ...ids }, pushName: undefined }).messages).toMatchObject([
      { external_id, name: null },
    ]);
  });

  it.each(['120363041234567890@g.us', 'status@broadcast', '120363041234567890@newsletter'])(
    'is no person: %s',
    (remoteJid) => {
      expect(upsert({ key: { ...key, remoteJid } }).messages).toEqual([]);
    },
  );
});

describe('a receipt', () => {
  const receipt = (status: unknown) =>
    readEvolutionEvent(envelope('messages.update', { keyId: '3EB0A1', remoteJid: JID, fromMe: true, status }))
      .receipts;

  it.each([
    ['DELIVERY_ACK', 'delivered'],
    ['READ', 'read'],
    ['PLAYED', 'read'],
    ['ERROR', 'failed'],
  ])('%s is %s', (status, ours) => {
    expect(receipt(status)).toEqual([{ key_id: '3EB0A1', status: ours }]);
  });

  it.each(['SERVER_ACK', 'DELETED', 4, null])('%s is none', (status) => {
    expect(receipt(status)).toEqual([]);
  });
});

describe('everything else', () => {
  it.each([
    ['a connection', envelope('connection.update', { instance: 'vek1-1', state: 'open', statusReason: 200 })],
    ['a QR code', envelope('qrcode.updated', { qrcode: { code: '2@x', base64: 'data:image/png;base64,' } })],
    ['a contact', envelope('contacts.update', [{ remoteJid: JID }])],
    ['no event', { data: { key, message: text } }],
    ['no data', { event: 'messages.upsert' }],
    ['a text', 'messages.upsert'],
    ['nothing', null],
  ])('tells nothing: %s', (_, body) => {
    expect(readEvolutionEvent(body)).toEqual({ messages: [], receipts: [] });
  });
});
