import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { readBrCode, txidOf } from '../payment/br-code.ts';
import { OrderStatus } from './contract.ts';
import { order as operations } from './index.ts';
import { type SellingShop, sellingShop } from './selling-shop.fixture.ts';

let house: TestHouse;
let shop: SellingShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await sellingShop(house, {
    manual_pix_enabled: true,
    manual_pix_key: '12.ABC.345/01DE-35',
    manual_pix_key_type: 'cnpj',
    manual_pix_name: 'Empório da Ana',
    manual_pix_city: 'São Paulo',
    proof_deadline_hours: 6,
  });
});

const place = (more: Record<string, unknown> = {}) => shop.place({ payment_method: 'manual_pix', ...more });
const receipt = () => ({ media_url: `https://files.example/${newId()}.jpg`, mime_type: 'image/jpeg' });
const hoursTo = (at: string) => (Date.parse(at) - Date.now()) / 3_600_000;

/** The time for a receipt is over: the timer that waits for it fires now. */
async function runOut(order_id: string): Promise<void> {
  await house.sql`update payment_attempts set expires_at = now() - interval '1 minute' where order_id = ${order_id} and status = 'open'`;
  await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid like 'expire:%' and status = 'DELAYED'`;
  await eventually(async () => expect((await shop.look(order_id)).status).toBe('expired'));
}

describe('an order by manual PIX', () => {
  it('waits for a receipt with the store’s own code, its amount and its id in it, and its stock held', async () => {
    const { status, body } = await place();
    expect(status).toBe(201);
    expect(body).toMatchObject({ status: 'awaiting_proof', payment_status: 'open', total_cents: 8580 });
    const [attempt] = body.payment_attempts;
    expect(attempt).toMatchObject({
      method: 'manual_pix',
      gateway: 'manual',
      status: 'open',
      external_id: null,
    });
    expect(attempt.qr_image).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(hoursTo(attempt.expires_at)).toBeCloseTo(6, 1);
    expect(readBrCode(attempt.br_code)).toEqual({
      key: '12ABC34501DE35',
      name: 'Emporio da Ana',
      city: 'Sao Paulo',
      amount_cents: 8580,
      txid: txidOf(body.id),
    });
    expect(body.events.map((event: { to_status: string }) => event.to_status)).toEqual([
      'pending',
      'awaiting_proof',
    ]);
    expect(await shop.level()).toEqual({ quantity: 10, held: 2 });
  });

  it('tells the customer the picture, what to do, and the code alone', async () => {
    const { body } = await place();
    const [picture, code, ...more] = await shop.told();
    expect(picture).toMatchObject({ kind: 'image', image: body.payment_attempts[0].qr_image });
    expect(picture?.text).toMatch(
      /^PIX do pedido #1001: R\$ 85,80\. .* mande o comprovante por aqui até .*, em foto ou PDF: a loja confere e confirma\.$/,
    );
    expect(code).toMatchObject({ kind: 'text', text: body.payment_attempts[0].br_code });
    expect(more).toEqual([]);
  });

  it('is not taken where the store does not offer it', async () => {
    await shop.settings({ manual_pix_enabled: false });
    expect(await place()).toMatchObject({ status: 409, body: { reason: 'payment.method_disabled' } });
    expect(await shop.level()).toEqual({ quantity: 10, held: 0 });
  });

  it('shows its code as a picture of vectors or of pixels', async () => {
    const { body } = await place();
    const picture = async (format: string) => {
      const response = await house.app.request(`/internal/orders/${body.id}/pix-qr?format=${format}`, {
        headers: { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': shop.user_id },
      });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const svg = await picture('svg');
    expect(svg.response.headers.get('content-type')).toBe('image/svg+xml');
    expect(svg.response.headers.get('content-security-policy')).toContain('sandbox');
    expect(svg.bytes.toString()).toMatch(/^<svg /);
    const png = await picture('png');
    expect(png.response.headers.get('content-type')).toBe('image/png');
    expect(`data:image/png;base64,${png.bytes.toString('base64')}`).toBe(body.payment_attempts[0].qr_image);
    expect((await picture('gif')).response.status).toBe(422);
    await shop.act(body.id, 'transition', { to: 'cancelled' });
    expect((await picture('svg')).response.status).toBe(404);
  });

  it('takes no charge of a gateway', async () => {
    const { body } = await place();
    expect(await shop.act(body.id, 'payment-attempt', {})).toMatchObject({
      status: 409,
      body: { reason: 'order.not_payable' },
    });
    expect(house.abacatepay.charges().filter(({ metadata }) => metadata.order_id === body.id)).toEqual([]);
  });
});

describe('a receipt that a person looked at', () => {
  it('accepted, confirms the order, takes its stock and writes the money down once', async () => {
    const { body } = await place();
    await shop.act(body.id, 'attach-proof', receipt());
    const answers = await Promise.all(
      [1, 2, 3].map(() => shop.act(body.id, 'transition', { to: 'confirmed' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await house.settled();
    const [attempt] = body.payment_attempts;
    expect(await shop.look(body.id)).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payment_attempts: [{ status: 'paid' }],
    });
    expect(await shop.payments(body.id)).toEqual([{ attempt_id: attempt.id, amount_cents: 8580 }]);
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
    expect((await shop.told()).at(-1)?.text).toContain('Pagamento confirmado');
    const tasks =
      await house.sql`select done_at is not null as done from tasks where company_id = ${shop.company_id}`;
    expect(tasks).toEqual([{ done: true }]);
  });

  it('refused, tells the customer why and gives the whole time for another one, as often as it takes', async () => {
    const { body } = await place();
    for (const reason of ['o valor está errado', 'a data é de ontem.']) {
      await shop.act(body.id, 'attach-proof', receipt());
      await house.sql`update payment_attempts set expires_at = now() where order_id = ${body.id}`;
      const refused = await shop.act(body.id, 'reject-proof', { reason });
      expect(refused).toMatchObject({
        status: 200,
        body: { status: 'awaiting_proof', payment_status: 'open', payment_attempts: [{ status: 'open' }] },
      });
      expect(hoursTo(refused.body.payment_attempts[0].expires_at)).toBeCloseTo(6, 1);
      expect(refused.body.events.at(-1)).toMatchObject({ reason, actor: `user:${shop.user_id}` });
    }
    const texts = (await shop.told()).map(({ text }) => text);
    expect(texts.filter((text) => text?.startsWith('Recebemos o comprovante'))).toHaveLength(2);
    expect(texts).toContainEqual(
      expect.stringMatching(
        /^Não deu para confirmar o comprovante do pedido #1001: o valor está errado\. .* até /,
      ),
    );
    expect(texts).toContainEqual(expect.stringContaining('#1001: a data é de ontem. Confira'));
    expect(await shop.level()).toEqual({ quantity: 10, held: 2 });
    await runOut(body.id);
    expect(await shop.level()).toEqual({ quantity: 10, held: 0 });
  });

  it('is refused with a reason, by the shop’s people, and only where there is one', async () => {
    const { body } = await place();
    expect((await shop.act(body.id, 'reject-proof', { reason: 'nada veio' })).body.status).toBe(
      'awaiting_proof',
    );
    await shop.act(body.id, 'attach-proof', receipt());
    expect(await shop.act(body.id, 'reject-proof', {})).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'reason' }] },
    });
    const other = await house.shop([]);
    expect((await shop.act(body.id, 'reject-proof', { reason: 'x' }, other.user_id)).status).toBe(404);
    expect(
      (await house.rest('POST', `/internal/orders/${body.id}/reject-proof`, { reason: 'x' })).status,
    ).toBe(401);
    const pix = (await place({ payment_method: 'pix' })).body;
    expect(await shop.act(pix.id, 'reject-proof', { reason: 'x' })).toMatchObject({
      status: 409,
      body: { reason: 'order.transition_not_allowed' },
    });
  });

  it('that came late, is refused and begins the time anew; accepted, it is paid', async () => {
    const { body } = await place();
    await runOut(body.id);
    expect((await shop.act(body.id, 'attach-proof', receipt())).body).toMatchObject({
      status: 'proof_submitted',
      payment_attempts: [{ status: 'expired' }],
    });
    expect((await shop.act(body.id, 'reject-proof', { reason: 'ilegível' })).body).toMatchObject({
      status: 'awaiting_proof',
      payment_attempts: [{ status: 'open' }],
    });
    await shop.act(body.id, 'attach-proof', receipt());
    expect((await shop.act(body.id, 'transition', { to: 'confirmed' })).body).toMatchObject({
      status: 'confirmed',
      payment_attempts: [{ status: 'paid' }],
    });
    expect(await shop.payments(body.id)).toHaveLength(1);
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('is accepted by no agent, whatever it is asked', async () => {
    const { body } = await place();
    await shop.act(body.id, 'attach-proof', receipt());
    const agent: AgentActor = {
      kind: 'agent',
      company_id: shop.company_id,
      store_id: shop.store_id,
      agent_id: shop.agent_id,
      lead_id: shop.lead_id,
      turn_id: newId(),
    };
    for (const to of OrderStatus.options.filter((it) => it !== 'cancelled' && it !== 'proof_submitted')) {
      const moving = house.runner.run(
        operations.transition,
        agent,
        { id: body.id, to },
        { face: 'internal' },
      );
      await expect(moving).rejects.toMatchObject({ reason: 'order.transition_not_allowed' });
    }
    expect((await shop.look(body.id)).payment_status).toBe('open');
  });
});
