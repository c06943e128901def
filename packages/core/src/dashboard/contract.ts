import { z } from 'zod';
import { Id } from '../kernel/wire.ts';
import { OrderStatus, OrderSummary } from '../order/contract.ts';

/** Days are the store's, today included. */
const Period = z.object({
  /** Placed then; drafts are not. */
  orders: z.int(),
  /** Whose money came then, and stayed. */
  sales: z.int(),
  revenue_cents: z.int(),
  /** null if nothing was sold. */
  average_ticket_cents: z.int().nullable(),
});
export type Period = z.infer<typeof Period>;

const Day = z.object({ date: z.iso.date(), orders: z.int(), sales: z.int(), revenue_cents: z.int() });
export type Day = z.infer<typeof Day>;

export const DashboardView = z.object({
  store_id: Id,
  time_zone: z.string(),
  today: Period,
  last_7_days: Period,
  last_30_days: Period,
  /** The last 14, oldest first; those without an order too. */
  days: z.array(Day),
  orders_by_status: z.record(OrderStatus, z.int()),
  /** The newest five. */
  recent_orders: z.array(OrderSummary),
  leads: z.object({ total: z.int(), new_last_7_days: z.int() }),
  products: z.object({ active: z.int(), out_of_stock: z.int() }),
  conversations: z.object({
    open: z.int(),
    /** For a person. */
    waiting: z.int(),
    unread_messages: z.int(),
  }),
  /** Of this store, and of the company as a whole. */
  open_tasks: z.int(),
});

/** What changed in stores, by ids: what it is now is asked for. */
export const StoreChanges = z.object({
  /** More than is named here may have changed: the first event, and the first after a long absence. */
  missed: z.boolean(),
  /** Their state or their messages. */
  conversations: z.array(Id),
  /** Their state or their payments. */
  orders: z.array(Id),
  /** Of the stores, and of the company as a whole. */
  tasks: z.array(Id),
});
export type StoreChanges = z.infer<typeof StoreChanges>;
