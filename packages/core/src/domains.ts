import { agent } from './agent/index.ts';
import { catalog } from './catalog/index.ts';
import { chat } from './chat/index.ts';
import { company } from './company/index.ts';
import type { AnyOperation } from './kernel/operation.ts';
import { lead } from './lead/index.ts';
import { messaging } from './messaging/index.ts';
import { order } from './order/index.ts';
import { payment } from './payment/index.ts';
import { stock } from './stock/index.ts';
import { store } from './store/index.ts';
import { task } from './task/index.ts';

/** The table of contents of the product, ground floor first. */
export const domains = { company, task, store, stock, catalog, lead, payment, order, agent, messaging, chat };

export const operations: readonly AnyOperation[] = Object.values(domains).flatMap((domain): AnyOperation[] => Object.values(domain));
