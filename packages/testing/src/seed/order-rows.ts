import { createHash } from 'node:crypto';
import { formatCents } from '@vek1/core/kernel/money';
import { order_events, order_items, orders } from '@vek1/core/order/tables';
import { payment_attempts, payment_references, payments } from '@vek1/core/payment/tables';
import { stock_holds, stock_movements } from '@vek1/core/stock/tables';
import { tasks } from '@vek1/core/task/tables';
import { findEdge, type StockEffect } from '../../../core/src/order/rules.ts';
import { demo } from '../demo.ts';
import { dynamicBrCode } from '../fakes/br-code.ts';
import { idOf } from './id-of.ts';
import type { By, PlannedOrder, Step } from './plan-orders.ts';
import { iso, MINUTE } from './shop-clock.ts';

const { company_id, store_id } = demo;

/** How long a customer has to pay, in minutes. */
export const PIX_EXPIRES_MINUTES = 30;
const CLAIM_MS = MINUTE;
/** From the money's being written down to the order's being confirmed. */
const CONFIRMS_AFTER_MS = 400;

/** Who stands in an order's events: jobs are named by whoever left them. */
const ACTORS: Record<By, string> = {
  agent: `agent:${demo.agent_id}`,
  money: 'service:payment.settleCharge',
  timer: `service:agent:${demo.agent_id}`,
  merchant: `user:${demo.user_id}`,
};

/** The turn in which the agent made the order. */
export const turnOf = (number: number): string => idOf('turn', number);

export const attemptOf = (number: number): string => idOf('attempt', number);

export type OrderRows = ReturnType<typeof orderRows>;

/** Everything that the operations would have written for one order, of its lead `lead_id`. */
export function orderRows(planned: PlannedOrder, lead_id: string) {
  const order = newOrder(planned, lead_id);
  const attempt = newAttempt(planned, order.total_cents);
  const stock = newStock(planned, order.id);
  const rows = {
    order,
    attempt,
    items: planned.lines.map(({ product: { sku, name, price_cents }, quantity }) => {
      const product_id = idOf('product', sku);
      return { company_id, order_id: order.id, product_id, name, quantity, price_cents } satisfies Row<typeof order_items>;
    }),
    events: [eventOf(order.id, null, { to: 'pending', by: 'agent', at: planned.at, reason: null })],
    references: [] as Row<typeof payment_references>[],
    payments: [] as Row<typeof payments>[],
    holds: stock.holds,
    movements: stock.movements,
    tasks: [] as Row<typeof tasks>[],
  };

  const money: Partial<Record<Step['to'], (step: Step) => void>> = {
    awaiting_payment() {
      Object.assign(attempt, chargeOf(planned, order.total_cents), { status: 'open' });
      order.payment_status = 'open';
    },
    confirmed({ at }) {
      const recorded_at = iso(at - CONFIRMS_AFTER_MS);
      rows.payments.push({ company_id, attempt_id: attempt.id, order_id: order.id, amount_cents: order.total_cents, recorded_at });
    },
  };
  return rows;
}
