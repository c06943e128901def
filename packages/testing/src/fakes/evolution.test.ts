import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jidOf } from './evolution/numbers.ts';
import { type FakeEvolution, startEvolution } from './evolution.ts';
import { startWebhookSink, type WebhookSink } from './webhook-sink.ts';

const KEY = 'global-key';
const SHOP = 'shop';
const CUSTOMER = '5511999990000';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

let sink: WebhookSink;
let answer: (before: number) => number;
let fake: FakeEvolution;

beforeEach(async () => {
  answer = () => 200;
  sink = await startWebhookSink((before) => answer(before));
  fake = await startEvolution({ api_key: KEY, retry: { base_delay_ms: 1 } });
  link();
});
afterEach(async () => {
  await fake.close();
  await sink.close();
});

const HEADERS = { 'X-Vek1-Instance-Secret': 'secret' };
function link(fields: { echo?: boolean; webhook?: object } = {}) {
  const { webhook = {}, echo } = fields;
  const url = `${sink.url}/hook`;
  fake.instance({
    name: SHOP,
    number: '5511988887777',
    echo,
    webhook: { url, headers: HEADERS, ...webhook },
  });
}

async function ask(method: string, path: string, body?: unknown, key = KEY) {
  const response = await fetch(fake.url + path, {
    method,
    headers: { apikey: key },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
const sendText = (number: string, text = 'Olá') => ask('POST', `/message/sendText/${SHOP}`, { number, text });
/** The payloads of one event that have arrived, in order. */
const events = (event: string) =>
  sink.received.flatMap(({ body }) => {
    const payload = body as { event: string; data: Record<string, unknown> };
    return payload.event === event ? [payload] : [];
  });

describe('Evolution’s guards', () => {
  it('asks for the instance first, then for the key', async () => {
    expect(await ask('POST', '/message/sendText/nobody', {}, 'wrong')).toEqual({
      status: 404,
      body: {
        status: 404,
        error: 'Not Found',
        response: { message: ['The "nobody" instance does not exist'] },
      },
    });
    expect(await ask('POST', `/message/sendText/${SHOP}`, {}, 'wrong')).toEqual({
      status: 401,
      body: { status: 401, error: 'Unauthorized', response: { message: 'Unauthorized' } },
    });
    const taken = { instanceName: SHOP, integration: 'WHATSAPP-BAILEYS' };
    expect((await ask('POST', '/instance/create', taken, 'wrong')).status).toBe(403);
    expect((await ask('POST', '/instance/create', { instanceName: 'new' }, 'wrong')).status).toBe(401);
    expect((await ask('GET', '/nowhere')).body.response.message).toEqual(['Cannot GET /nowhere']);
  });

  it('takes an instance’s own key for that instance only', async () => {
    const made = await ask('POST', '/instance/create', {
      instanceName: 'b',
      integration: 'WHATSAPP-BAILEYS',
    });
    const own = made.body.hash;
    expect((await ask('GET', '/instance/connectionState/b', undefined, own)).status).toBe(200);
    expect((await ask('GET', `/instance/connectionState/${SHOP}`, undefined, own)).status).toBe(401);
    expect((await ask('GET', '/instance/fetchInstances', undefined, own)).status).toBe(401);
  });

  it('refuses wrong bodies with a list of lists', async () => {
    const { status, body } = await ask('POST', `/message/sendText/${SHOP}`, { number: CUSTOMER });
    expect(status).toBe(400);
    expect(body.response.message[0][0]).toContain('instance.text');
    const media = { number: CUSTOMER, mediatype: 'image', media: `data:image/png;base64,${PIXEL}` };
    expect((await ask('POST', `/message/sendMedia/${SHOP}`, media)).body.response.message).toEqual([
      'Owned media must be a url or base64',
    ]);
    const document = { number: CUSTOMER, mediatype: 'document', media: PIXEL };
    expect((await ask('POST', `/message/sendMedia/${SHOP}`, document)).status).toBe(400);
  });
});

describe('an Evolution instance', () => {
  it('is made, scanned, opened, and lost', async () => {
    const webhook = { enabled: true, url: `${sink.url}/b`, events: ['QRCODE_UPDATED', 'CONNECTION_UPDATE'] };
    const wanted = { instanceName: 'b', integration: 'WHATSAPP-BAILEYS', qrcode: true, webhook };
    const made = await ask('POST', '/instance/create', wanted);
    expect(made).toMatchObject({
      status: 201,
      body: { instance: { instanceName: 'b', status: 'connecting' }, webhook: { webhookUrl: webhook.url } },
    });
    expect(made.body.qrcode.base64).toMatch(/^data:image\/png;base64,/);
    await expect.poll(() => events('qrcode.updated')).toMatchObject([{ instance: 'b' }]);

    await fake.connection('b', { state: 'open' });
    expect((await ask('GET', '/instance/connect/b')).body).toEqual({
      instance: { instanceName: 'b', state: 'open' },
    });
    await ask('DELETE', '/instance/logout/b');
    await expect.poll(() => events('connection.update').length).toBe(2);
    expect(events('connection.update').map(({ data }) => [data.state, data.statusReason])).toEqual([
      ['open', 200],
      ['close', 401],
    ]);
    expect((await ask('GET', '/instance/connect/b')).body).toMatchObject({ pairingCode: null, count: 1 });
    expect((await ask('DELETE', '/instance/delete/b')).body.status).toBe('SUCCESS');
    expect((await ask('GET', '/instance/connectionState/b')).status).toBe(404);
  });

  it('wants to know the integration', async () => {
    const { status, body } = await ask('POST', '/instance/create', { instanceName: 'b' });
    expect([status, body.response.message]).toEqual([400, ['Invalid integration']]);
  });

  it('is listed by name, id and number', async () => {
    const [row] = (await ask('GET', `/instance/fetchInstances?instanceName=${SHOP}`)).body;
    expect(row).toMatchObject({
      name: SHOP,
      connectionStatus: 'open',
      ownerJid: '5511988887777@s.whatsapp.net',
    });
    expect((await ask('GET', `/instance/fetchInstances?instanceId=${row.id}`)).body).toHaveLength(1);
    expect((await ask('GET', '/instance/fetchInstances?number=551188887777')).body).toHaveLength(1);
    expect((await ask('GET', '/instance/fetchInstances?number=551188887770')).body).toEqual([]);
    expect((await ask('GET', '/instance/fetchInstances?instanceName=nobody')).status).toBe(404);
  });

  it('keeps its webhook under names other than it was given', async () => {
    const webhook = { enabled: true, url: `${sink.url}/new`, byEvents: true, base64: true, events: [] };
    await ask('POST', `/webhook/set/${SHOP}`, { webhook });
    expect((await ask('GET', `/webhook/find/${SHOP}`)).body).toMatchObject({
      url: webhook.url,
      webhookByEvents: true,
      webhookBase64: true,
    });
    await fake.inbound(SHOP, { from: CUSTOMER, image: { base64: PIXEL, mimetype: 'image/png' } });
    expect(sink.received).toMatchObject([{ path: '/new/messages-upsert' }]);
    expect(events('messages.upsert')[0]?.data.message).toMatchObject({ base64: PIXEL });
  });

  it('can do nothing while it is not open', async () => {
    await fake.connection(SHOP, { state: 'close', status_reason: 428 });
    expect((await sendText(CUSTOMER)).body).toEqual({
      status: 500,
      error: 'Internal Server Error',
      response: { message: 'Connection Closed' },
    });
  });
});

describe('sending by Evolution', () => {
  it('answers the key, and the phone shows the message', async () => {
    const { status, body } = await sendText(CUSTOMER, 'Oi!');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      key: { remoteJid: `${CUSTOMER}@s.whatsapp.net`, fromMe: true, id: expect.stringMatching(/^3EB0/) },
      pushName: 'Você',
      status: 'PENDING',
      message: { conversation: 'Oi!' },
      messageType: 'conversation',
      messageTimestamp: expect.any(Number),
      instanceId: expect.any(String),
    });
    expect(fake.messages(SHOP, CUSTOMER)).toMatchObject([
      { id: body.key.id, direction: 'outbound', kind: 'text', text: 'Oi!', status: 'PENDING' },
    ]);
  });

  it('sends images, documents and audio', async () => {
    const media = {
      number: CUSTOMER,
      mediatype: 'image',
      media: PIXEL,
      mimetype: 'image/png',
      caption: 'QR',
    };
    expect((await ask('POST', `/message/sendMedia/${SHOP}`, media)).body.message.imageMessage.caption).toBe(
      'QR',
    );
    const file = { number: CUSTOMER, mediatype: 'document', media: PIXEL, fileName: 'nota.pdf' };
    await ask('POST', `/message/sendMedia/${SHOP}`, file);
    await ask('POST', `/message/sendWhatsAppAudio/${SHOP}`, { number: CUSTOMER, audio: PIXEL });
    expect(fake.messages(SHOP, CUSTOMER).map(({ kind, image }) => [kind, image])).toEqual([
      ['image', `data:image/png;base64,${PIXEL}`],
      ['document', undefined],
      ['audio', undefined],
    ]);
  });

  it('refuses who is not on WhatsApp, with or without the ninth digit', async () => {
    fake.setOnWhatsApp('5548999991234', false);
    const refused = await sendText('554899991234');
    expect(refused.body.response.message).toEqual([
      { jid: '554899991234@s.whatsapp.net', exists: false, number: '554899991234' },
    ]);
    const numbers = await ask('POST', `/chat/whatsappNumbers/${SHOP}`, {
      numbers: [CUSTOMER, '5548999991234'],
    });
    expect(numbers.body.map(({ exists }: { exists: boolean }) => exists)).toEqual([true, false]);
  });

  it('echoes our own sends when it is told to, also those whose answer was lost', async () => {
    link({ echo: true, webhook: { events: ['MESSAGES_UPSERT'] } });
    const { body } = await sendText(CUSTOMER);
    fake.fault({ route: 'sendText', after_effect: true, cut: true });
    await expect(sendText(CUSTOMER, 'lost')).rejects.toThrow('fetch failed');
    await expect.poll(() => events('messages.upsert').length).toBe(2);
    const [first, second] = events('messages.upsert');
    expect(first?.data.key).toEqual(body.key);
    expect(second?.data).toMatchObject({ key: { fromMe: true }, message: { conversation: 'lost' } });
  });

  it('tells of delivery and reading', async () => {
    const { key } = (await sendText(CUSTOMER)).body;
    await fake.receipt(SHOP, { key_id: key.id, status: 'DELIVERY_ACK' });
    await ask('POST', `/__fake/instances/${SHOP}/receipts`, { key_id: key.id, status: 'READ' });
    expect(events('messages.update').map(({ data }) => [data.keyId, data.fromMe, data.status])).toEqual([
      [key.id, true, 'DELIVERY_ACK'],
      [key.id, true, 'READ'],
    ]);
    expect(fake.messages(SHOP, CUSTOMER)[0]?.status).toBe('READ');
  });

  it('types for as long as it is told before it answers', async () => {
    const before = performance.now();
    await ask('POST', `/message/sendText/${SHOP}`, { number: CUSTOMER, text: 'oi', delay: 60 });
    await ask('POST', `/chat/sendPresence/${SHOP}`, { number: CUSTOMER, presence: 'composing', delay: 60 });
    expect(performance.now() - before).toBeGreaterThan(110);
  });
});

describe('a customer who writes', () => {
  it('reaches the webhook with the instance’s header and name', async () => {
    const { key_id, deliveries } = await fake.inbound(SHOP, {
      from: CUSTOMER,
      push_name: 'Maria',
      text: 'Oi',
    });
    expect(deliveries).toEqual([[200]]);
    expect(sink.received[0]?.headers.get('x-vek1-instance-secret')).toBe('secret');
    expect(events('messages.upsert')).toMatchObject([
      {
        instance: SHOP,
        destination: `${sink.url}/hook`,
        sender: '5511988887777@s.whatsapp.net',
        data: {
          key: { remoteJid: `${CUSTOMER}@s.whatsapp.net`, fromMe: false, id: key_id, addressingMode: 'pn' },
          pushName: 'Maria',
          status: 'DELIVERY_ACK',
          messageType: 'conversation',
          message: { conversation: 'Oi' },
          source: 'android',
        },
      },
    ]);
  });

  it('arrives in the shapes of both generations', async () => {
    const image = { base64: PIXEL, mimetype: 'image/png', caption: 'comprovante' };
    for (const shape of ['2.2', '2.3'] as const) {
      await fake.inbound(SHOP, { from: CUSTOMER, text: 'Oi', shape });
      await fake.inbound(SHOP, { from: CUSTOMER, image, shape });
    }
    const [old_text, old_image, text, new_image] = events('messages.upsert').map(({ data }) => data);
    expect(old_text).toMatchObject({
      messageType: 'extendedTextMessage',
      message: { extendedTextMessage: { text: 'Oi' } },
    });
    expect(text).toMatchObject({ messageType: 'conversation', message: { conversation: 'Oi' } });
    expect(old_image?.message).toMatchObject({
      imageMessage: { caption: 'comprovante', fileLength: '70', fileSha256: expect.any(String) },
    });
    expect(new_image?.message).toMatchObject({
      imageMessage: {
        fileLength: { low: 70, high: 0, unsigned: true },
        fileSha256: { 0: expect.any(Number) },
      },
    });
  });

  it('may be known by a lid only, and is answered by it', async () => {
    await fake.inbound(SHOP, { from: CUSTOMER, lid: '203040506070809', push_name: 'Maria', text: 'Oi' });
    const [payload] = events('messages.upsert');
    expect(payload?.data.key).toMatchObject({ remoteJid: '203040506070809@lid', addressingMode: 'lid' });
    expect(JSON.stringify(payload?.data)).not.toMatch(/Maria|999990000/);
    await sendText('203040506070809@lid', 'Olá!');
    expect(fake.messages(SHOP, CUSTOMER).map(({ text }) => text)).toEqual(['Oi', 'Olá!']);
  });

  it('is the same person with and without the ninth digit', async () => {
    await fake.inbound(SHOP, { from: '5548999991234', text: 'Oi' });
    await sendText('554899991234', 'Olá');
    const key = { remoteJid: '554899991234@s.whatsapp.net' };
    expect(events('messages.upsert')[0]?.data.key).toMatchObject(key);
    for (const number of ['5548999991234', '554899991234', '+55 (48) 99999-1234']) {
      expect(fake.messages(SHOP, number)).toHaveLength(2);
    }
    expect(fake.messages(SHOP, '5511999991234')).toEqual([]);
  });

  it('is delivered several times, at once or again, and shown once', async () => {
    const message = { from: CUSTOMER, text: 'Oi', key_id: 'KEY1' };
    expect((await fake.inbound(SHOP, { ...message, deliveries: 3 })).deliveries).toEqual([
      [200],
      [200],
      [200],
    ]);
    await fake.inbound(SHOP, message);
    expect(events('messages.upsert')).toHaveLength(4);
    expect(fake.messages(SHOP, CUSTOMER)).toHaveLength(1);
  });

  it('is tried again after 500 and given up after 422', async () => {
    answer = (before) => [500, 200, 422][before] ?? 200;
    expect((await fake.inbound(SHOP, { from: CUSTOMER, text: 'a' })).deliveries).toEqual([[500, 200]]);
    expect((await fake.inbound(SHOP, { from: CUSTOMER, text: 'b' })).deliveries).toEqual([[422]]);
  });

  it('is answered by the owner from the phone', async () => {
    await fake.inbound(SHOP, { from: CUSTOMER, text: 'Deixa comigo', from_me: true });
    expect(events('messages.upsert')[0]?.data.key).toMatchObject({ fromMe: true });
    expect(fake.messages(SHOP, CUSTOMER)).toMatchObject([{ direction: 'outbound', text: 'Deixa comigo' }]);
  });

  it('sends an image that can be fetched by its key, and by no other', async () => {
    const image = { base64: PIXEL, mimetype: 'image/png', caption: 'comprovante' };
    const { key_id } = await fake.inbound(SHOP, { from: CUSTOMER, image });
    const fetchMedia = (id: string) =>
      ask('POST', `/chat/getBase64FromMediaMessage/${SHOP}`, { message: { key: { id } } });
    expect(await fetchMedia(key_id)).toMatchObject({
      status: 201,
      body: { mediaType: 'imageMessage', mimetype: 'image/png', base64: PIXEL, caption: 'comprovante' },
    });
    expect((await fetchMedia('other')).status).toBe(400);
    const text = await fake.inbound(SHOP, { from: CUSTOMER, text: 'Oi' });
    expect((await fetchMedia(text.key_id)).status).toBe(400);
  });

  it('sees that it was read', async () => {
    const { key_id } = await fake.inbound(SHOP, { from: CUSTOMER, text: 'Oi' });
    const key = { id: key_id, fromMe: false, remoteJid: jidOf(CUSTOMER) };
    await ask('POST', `/chat/markMessageAsRead/${SHOP}`, { readMessages: [key] });
    expect(fake.messages(SHOP, CUSTOMER)[0]?.status).toBe('READ');
  });
});

describe('the phones of Evolution, over HTTP', () => {
  it('write, and show both sides of a chat, oldest first', async () => {
    const inbound = await ask('POST', `/__fake/instances/${SHOP}/inbound`, { from: CUSTOMER, text: 'Oi' });
    expect(inbound.body).toEqual({ key_id: expect.any(String), deliveries: [[200]] });
    await sendText(CUSTOMER, 'Olá');
    const image = { base64: PIXEL, mimetype: 'image/png' };
    await ask('POST', `/__fake/instances/${SHOP}/inbound`, { from: CUSTOMER, image });
    await sendText('5511977776666', 'to somebody else');
    const { body } = await ask('GET', `/__fake/instances/${SHOP}/messages?number=${CUSTOMER}`);
    expect(body.items).toMatchObject([
      {
        id: inbound.body.key_id,
        direction: 'inbound',
        kind: 'text',
        text: 'Oi',
        at: expect.stringMatching(/Z$/),
      },
      { direction: 'outbound', text: 'Olá' },
      { direction: 'inbound', kind: 'image', text: null, image: `data:image/png;base64,${PIXEL}` },
    ]);
  });

  it.each([
    ['an unknown instance', '/__fake/instances/nobody/inbound', { from: CUSTOMER, text: 'x' }, 404],
    ['a message of nothing', `/__fake/instances/${SHOP}/inbound`, { from: CUSTOMER }, 422],
    ['an unknown message', `/__fake/instances/${SHOP}/receipts`, { key_id: 'x', status: 'READ' }, 404],
    ['a fault nobody meets', '/__fake/faults', { route: 'sendTxt' }, 422],
  ])('refuse %s', async (_, path, body, status) => {
    expect((await ask('POST', path, body)).status).toBe(status);
  });
});
