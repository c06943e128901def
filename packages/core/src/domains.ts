import { account } from './account/index.ts';
import { agent } from './agent/index.ts';
import { audit } from './audit/index.ts';
import { catalog } from './catalog/index.ts';
import { chat } from './chat/index.ts';
import { company } from './company/index.ts';
import { dashboard } from './dashboard/index.ts';
import { email } from './email/index.ts';
import { erp } from './erp/index.ts';
import { identity } from './identity/index.ts';
import type { AnyOperation } from './kernel/operation.ts';
import { knowledge } from './knowledge/index.ts';
import { lead } from './lead/index.ts';
import { messaging } from './messaging/index.ts';
import { order } from './order/index.ts';
import { payment } from './payment/index.ts';
import { stock } from './stock/index.ts';
import { store } from './store/index.ts';
import { task } from './task/index.ts';
import { usage } from './usage/index.ts';

/** The table of contents of the product, ground floor first. */
export const domains = {
  identity,
  company,
  email,
  task,
  store,
  stock,
  catalog,
  erp,
  knowledge,
  lead,
  usage,
  payment,
  order,
  agent,
  messaging,
  chat,
  dashboard,
  audit,
  account,
};

export const operations: readonly AnyOperation[] = Object.values(domains).flatMap((domain): AnyOperation[] =>
  Object.values(domain),
);
