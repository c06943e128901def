import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { readBody } from '../control-surface.ts';
import type { Faults } from '../faults.ts';
import type { FakeEnv } from '../serve-fake.ts';
import { type Charge, type ChargeBook, NewCharge, PLATFORM_FEE_CENTS, STATUSES } from './charges.ts';

/** The names faults know the routes by. */
export const ROUTES = ['create', 'check', 'list', 'simulate-payment', 'refund'] as const;

interface AccountEnv extends FakeEnv {
  Variables: { api_key: string };
}

const ListQuery = z.object({
  id: z.string().optional(),
  status: z.enum(STATUSES).optional(),
  after: z.string().optional(),
  before: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});
const RefundBody = z.strictObject({ id: z.string(), reason: z.string().max(500).optional() });

/** AbacatePay's own doors, `/v2/transparents/*`. */
export function abacatePayRoutes(deps: {
  book: ChargeBook;
  faults: Faults;
  known: (api_key: string) => boolean;
  settle: (charge: Charge) => void;
  refund: (charge: Charge) => void;
}): Hono<AccountEnv> {
  const { book, faults } = deps;
  const app = new Hono<AccountEnv>();
  app.onError((error, c) => {
    if (error instanceof z.ZodError) return refuse(c, 422, z.prettifyError(error));
    if (error instanceof HTTPException) return refuse(c, error.status, error.message);
    return refuse(c, 500, 'Internal server error');
  });
  app.notFound((c) => refuse(c, 404, 'NOT_FOUND'));

  app.use(
    createMiddleware<AccountEnv>(async (c, next) => {
      const api_key = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
      if (api_key === undefined || !deps.known(api_key)) {
        return refuse(c, 401, 'Token de autenticação inválido ou ausente.');
      }
      c.set('api_key', api_key);
      return next();
    }),
  );

  const ofAccount = (c: Context<AccountEnv>, id: string | undefined): Charge => {
    const charge = id === undefined ? undefined : book.find(id, c.var.api_key);
    if (!charge) throw new HTTPException(404, { message: 'Pix QRCode not found' });
    return charge;
  };

  app.post('/transparents/create', faults.at('create'), async (c) => {
    const charge = await book.create(c.var.api_key, NewCharge.parse(await readBody(c)));
    return c.json(envelope(chargeView(charge)));
  });

  app.get('/transparents/check', faults.at('check'), (c) => {
    const { id, status, expiresAt } = ofAccount(c, c.req.query('id'));
    return c.json(envelope({ id, status, expiresAt }));
  });

  app.get('/transparents/list', faults.at('list'), (c) => {
    const { rows, pagination } = page(book.list(c.var.api_key), ListQuery.parse(c.req.query()));
    return c.json({ ...envelope(rows.map(chargeView)), pagination });
  });

  app.post('/transparents/simulate-payment', faults.at('simulate-payment'), (c) => {
    const charge = ofAccount(c, c.req.query('id'));
    if (!charge.devMode) return refuse(c, 403, 'Only available in dev mode');
    if (charge.status !== 'PENDING') return refuse(c, 400, `Pix QRCode is ${charge.status}`);
    deps.settle(charge);
    return c.json(envelope(chargeView(charge)));
  });

  app.post('/transparents/refund', faults.at('refund'), async (c) => {
    const { id } = RefundBody.parse(await readBody(c));
    const charge = book.find(id, c.var.api_key);
    if (!charge) return refuse(c, 400, 'TRANSACTION_NOT_FOUND');
    if (charge.status === 'UNDER_DISPUTE') return refuse(c, 400, 'TRANSACTION_UNDER_DISPUTE');
    if (charge.status !== 'PAID' && charge.status !== 'REFUNDED') {
      return refuse(c, 400, 'TRANSACTION_NOT_REFUNDABLE');
    }
    if (charge.status === 'PAID') deps.refund(charge);
    return c.json(envelope({ refundPublicId: charge.refundPublicId }));
  });

  return app;
}

/** A body of refusal in AbacatePay's envelope. */
export function refusal(error: string) {
  return { data: null, success: false, error };
}

const envelope = <Data>(data: Data) => ({ data, success: true, error: null });

const refuse = (c: Context<AccountEnv>, status: number, error: string) =>
  // Safe because every status passed here is one that carries a body.
  c.json(refusal(error), status as ContentfulStatusCode);

/** As `create` and `list` answer it: with the metadata, without the externalId. */
function chargeView(charge: Charge) {
  const { id, amount, status, devMode, brCode, brCodeBase64, receiptUrl } = charge;
  const { expiresAt, createdAt, updatedAt, metadata } = charge;
  return {
    ...{ id, amount, status, devMode, brCode, brCodeBase64, platformFee: PLATFORM_FEE_CENTS, receiptUrl },
    ...{ expiresAt, createdAt, updatedAt, metadata },
  };
}

/** Newest first. A cursor is the id of a row, so that a page stays put while charges change their status. */
function page(charges: Charge[], { id, status, after, before, limit }: z.infer<typeof ListQuery>) {
  const position = (cursor: string) => {
    const index = charges.findIndex((charge) => charge.id === cursor);
    if (index < 0) throw new HTTPException(400, { message: 'Invalid cursor' });
    return index;
  };
  const matches = (charge: Charge) =>
    (id === undefined || charge.id === id) && (status === undefined || charge.status === status);

  const from = after === undefined ? 0 : position(after) + 1;
  const to = before === undefined ? charges.length : position(before);
  const inside = charges.slice(from, to).filter(matches);
  const backwards = before !== undefined && after === undefined;
  const rows = backwards ? inside.slice(-limit) : inside.slice(0, limit);
  const first = rows[0];
  const last = rows.at(-1);
  const newer = first !== undefined && charges.slice(0, charges.indexOf(first)).some(matches);
  const older = last !== undefined && charges.slice(charges.indexOf(last) + 1).some(matches);
  return {
    rows,
    pagination: {
      hasMore: backwards ? newer : older,
      next: older ? last.id : null,
      before: newer ? first.id : null,
    },
  };
}
