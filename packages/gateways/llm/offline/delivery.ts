import type { Address, Delivery } from './facts.ts';
import type { Flow, Turn } from './flow.ts';
import { plain } from './portuguese.ts';
import { feeIn } from './results.ts';
import type { Line } from './speak.ts';
import * as speak from './speak.ts';
import { understand } from './understand.ts';

/** How this shop's orders come to customers: as the tool's own list says. */
export function offeredDeliveries({ tools }: Turn): Delivery[] {
  const property = tools.get('create_order')?.properties?.delivery;
  const listed = typeof property === 'object' ? (property.enum ?? []) : [];
  const known: Delivery[] = ['pick_up', 'delivery'];
  return known.filter((kind) => listed.includes(kind));
}

/** What an order says of it, or what is to be asked first. */
export function deliveryOf(
  turn: Turn,
  lines: Line[],
): { ask: string } | { delivery?: Delivery; address?: Address } {
  const offered = offeredDeliveries(turn);
  const [only, ...others] = offered;
  if (!only) return {};
  const { delivery, address } = said(turn);
  const kind = delivery && offered.includes(delivery) ? delivery : others.length === 0 ? only : undefined;
  if (kind === 'pick_up') return { delivery: kind };
  if (kind === 'delivery' && address) return { delivery: kind, address };
  return { ask: `${speak.mayClose(lines)} ${kind ? speak.ASK_ADDRESS : speak.WHICH_DELIVERY}` };
}

/** Said now, or while this same order was being talked over: the newest counts. An address means a delivery. */
function said({ heard, earlier, last }: Turn): { delivery?: Delivery; address?: Address } {
  const before = last.receipt || last.cart.length === 0 ? [] : earlier.map((text) => understand(text));
  const all = [heard, ...before];
  const address = all.find((it) => it.address)?.address;
  const delivery = all.find((it) => it.delivery)?.delivery;
  return { ...(delivery && { delivery }), ...(address && { address }) };
}

/** Whether goods come, and for how much; null where the question is another one. */
export function* deliveryFact(turn: Turn): Flow<string | null> {
  const offered = offeredDeliveries(turn);
  const asked = ASKS.test(plain(turn.said)) || (turn.heard.cep !== undefined && turn.last.asks.cep);
  if (!asked || offered.length === 0) return null;
  if (!offered.includes('delivery')) return speak.ONLY_PICK_UP;
  const { cep } = turn.heard;
  if (!cep || !turn.tools.has('delivery_fee')) return speak.askCep(offered);
  const [outcome] = yield [{ name: 'delivery_fee', args: { cep } }];
  const fee = feeIn(outcome);
  return fee ? speak.feeNamed(fee) : speak.SAY.trouble;
}

const ASKS = /\b(?:entreg|frete|taxa|delivery|retir|buscar)/;
