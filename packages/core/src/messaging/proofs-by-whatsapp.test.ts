import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { MANUAL_PIX, type Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serviceOf } from '../kernel/operation.ts';
import { order as orders } from '../order/index.ts';

let house: TestHouse;
let shop: Shop;
let lead_id: string;
const CUSTOMER = '5511987654321';
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  await house.rest(
    'PUT',
    `/internal/orders/store/${shop.store_id}/payment-settings`,
    MANUAL_PIX,
    shop.user_id,
  );
  const lead = { store_id: shop.store_id, channel: 'whatsapp', external_id: CUSTOMER };
  lead_id = (await house.rest('POST', '/internal/leads/ensure', lead)).body.id;
});

const PHOTO = Buffer.from('\xff\xd8\xff\xe0\x00\x10JFIF comprovante', 'latin1');
const PDF = Buffer.from('%PDF-1.7 comprovante');

async function awaiting(quantity = 2): Promise<string> {
  const items = [{ product_id: shop.product_ids[0], quantity }];
  const body = { store_id: shop.store_id, lead_id, items, payment_method: 'manual_pix' };
  const { id } = (await house.rest('POST', '/internal/orders/place', body, shop.user_id)).body;
  await house.settled();
  return id;
}
const look = async (id: string) =>
  (await house.rest('GET', `/internal/orders/${id}`, undefined, shop.user_id)).body;
const outbound = () =>
  house.evolution
    .messages(shop.instance, CUSTOMER)
    .filter(({ direction }) => direction === 'outbound')
    .map(({ text }) => text);

/** The customer sends it; answers what they are told of it. */
async function send(
  more: Pick<Parameters<TestHouse['evolution']['inbound']>[1], 'image' | 'document' | 'text' | 'shape'>,
) {
  const before = outbound().length;
  await house.evolution.inbound(shop.instance, { from: CUSTOMER, push_name: 'Ana', ...more });
  await house.settled();
  return outbound().slice(before);
}
const photo = (bytes = PHOTO, caption?: string) => ({
  image: { base64: bytes.toString('base64'), mimetype: 'image/jpeg', ...(caption && { caption }) },
});
const pdf = (bytes = PDF) => ({
  document: { base64: bytes.toString('base64'), mimetype: 'application/pdf', file_name: 'comprovante.pdf' },
});
const file = (id: string, user_id?: string) =>
  house.app.request(`/internal/payment-proofs/${id}/file`, {
    headers: { 'x-internal-token': TOKENS.internal, ...(user_id && { 'x-actor-user-id': user_id }) },
  });
const tasks = () =>
  house.sql`select kind, title from tasks where company_id = ${shop.company_id} order by created_at`;

describe('a receipt that a customer sends', () => {
  it.each([
    ['photo', photo(), 'image/jpeg', PHOTO, '2.3'],
    ['PDF', pdf(), 'application/pdf', PDF, '2.2'],
  ] as const)(
    'as a %s stands with its order, and a person is asked to look',
    async (_, sent, type, bytes, shape) => {
      const id = await awaiting();
      expect(await send({ ...sent, shape })).toEqual([
        'Recebemos o comprovante do pedido #1001. A loja vai conferir o pagamento e já avisamos você.',
      ]);
      const order = await look(id);
      expect(order).toMatchObject({
        status: 'proof_submitted',
        payment_status: 'open',
        payment_proofs: [{ media_url: null, mime_type: type }],
      });
      expect(await tasks()).toMatchObject([
        { kind: 'proof_to_check', title: 'Pedido #1001: confira o comprovante de R$ 85,80' },
      ]);
      const [proof] = order.payment_proofs;
      const read = await file(proof.id, shop.user_id);
      expect(Buffer.from(await read.arrayBuffer())).toEqual(bytes);
      expect(Object.fromEntries(read.headers)).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-disposition': type === 'image/jpeg' ? 'inline' : 'attachment',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      });
    },
  );

  it('is shown to the people of its shop only', async () => {
    const id = await awaiting();
    await send(photo());
    const [proof] = (await look(id)).payment_proofs;
    const other = await house.shop([]);
    expect((await file(proof.id, other.user_id)).status).toBe(404);
    expect((await file(proof.id)).status).toBe(401);
    expect((await house.app.request(`/internal/payment-proofs/${proof.id}/file`)).status).toBe(401);
  });

  it('with words of its own is answered by the agent too', async () => {
    await awaiting();
    const told = await send(photo(PHOTO, 'oi, tudo bem? segue o comprovante'));
    expect(told).toContain(
      'Recebemos o comprovante do pedido #1001. A loja vai conferir o pagamento e já avisamos você.',
    );
    expect(told).toHaveLength(2);
  });

  it('beside another one is kept too; the same again changes nothing', async () => {
    const id = await awaiting();
    await send(photo());
    const again = /^Recebemos\. O comprovante do pedido #1001 já está com a loja/;
    expect(await send(photo())).toEqual([expect.stringMatching(again)]);
    expect(await send(pdf())).toEqual([expect.stringMatching(again)]);
    expect((await look(id)).payment_proofs).toHaveLength(2);
    expect(await tasks()).toHaveLength(2);
  });

  it('of a second order is flagged where the first was shown the same', async () => {
    const first = await awaiting();
    await send(photo());
    await house.rest('POST', `/internal/orders/${first}/transition`, { to: 'confirmed' }, shop.user_id);
    const second = await awaiting(1);
    await send(photo());
    expect((await look(second)).payment_proofs).toMatchObject([{ same_as_order_id: first }]);
    expect((await tasks()).at(-1)?.title).toContain('é o mesmo do pedido #1001');
  });

  it.each([
    ['is no picture', photo(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))],
    ['calls itself a PDF', pdf(Buffer.from('<html>oi</html>'))],
    ['is too large', photo(Buffer.concat([PHOTO, Buffer.alloc(10 * 1024 * 1024)]))],
  ])('and %s is asked for again', async (_, sent) => {
    const id = await awaiting();
    expect(await send(sent)).toEqual([expect.stringContaining('em foto ou PDF de até 10 MB?')]);
    expect(await look(id)).toMatchObject({ status: 'awaiting_proof', payment_proofs: [] });
    await send(photo());
    expect((await look(id)).status).toBe('proof_submitted');
  });

  it('that came too late for the stock is kept, and the customer is told so', async () => {
    const id = await awaiting();
    await house.runner.run(
      orders.expire,
      serviceOf(shop.company_id, 'test'),
      { order_id: id, status: 'awaiting_proof' },
      { face: 'job' },
    );
    await house.settled();
    await house.sql`update stock_levels set quantity = 0 where product_id = ${shop.product_ids[0] ?? ''}`;
    expect(await send(photo())).toEqual([
      expect.stringContaining('o prazo tinha terminado e o estoque acabou'),
    ]);
    expect(await look(id)).toMatchObject({ status: 'expired', payment_proofs: [{}] });
  });

  it('comes again from a gateway that was silent, once', async () => {
    const id = await awaiting();
    house.evolution.fault({ route: 'getBase64FromMediaMessage', status: 503, times: 4 });
    await send(photo());
    expect((await look(id)).payment_proofs).toHaveLength(0);
    await house.sql`
      update dbos.workflow_status set delay_until_epoch_ms = 0
       where status = 'DELAYED' and queue_partition_key like 'proof:%'`;
    await house.settled();
    expect((await look(id)).payment_proofs).toHaveLength(1);
  });
});

describe('a picture', () => {
  it('of who awaits no receipt is for the agent, and nothing is kept of it', async () => {
    await send(photo());
    const [kept] =
      await house.sql`select count(*)::int as files from payment_proofs where company_id = ${shop.company_id}`;
    expect(kept?.files).toBe(0);
    const [message] =
      await house.sql`select text, turn_id from messages where company_id = ${shop.company_id} and direction = 'inbound'`;
    expect(message).toMatchObject({ text: '[imagem]', turn_id: expect.any(String) });
    expect(outbound()).toHaveLength(1);
  });

  it('that is a document but no PDF is not taken for a receipt', async () => {
    const id = await awaiting();
    await send({ document: { base64: 'UEsDBA==', mimetype: 'application/zip', file_name: 'fotos.zip' } });
    expect((await look(id)).status).toBe('awaiting_proof');
  });
});
