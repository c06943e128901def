import { numberOf } from './count.ts';
import { fold } from './portuguese.ts';

/** `card` is asked for by customers and taken by nobody here. */
export type PaymentMethod = 'pix' | 'manual_pix' | 'cash_on_delivery' | 'card';

export type Delivery = 'pick_up' | 'delivery';

export interface Address {
  cep: string;
  street: string;
  number: string;
}

/** What a sentence states beside products. Prices are reais, as people say them. */
export interface Facts {
  price: { min?: number; max?: number; order?: 'cheapest' | 'dearest' };
  payment?: PaymentMethod;
  /** How the goods are wanted. */
  delivery?: Delivery;
  cep?: string;
  address?: Address;
  /** The note that change is wanted for, in reais. */
  change_for?: number;
  order_number?: string;
  customer: { name?: string; phone?: string };
  /** What is left of the sentence: where the products are. */
  rest: string;
}

// An amount of something else (`até 5 unidades`, `mais de 500 g`) is no price.
const AMOUNT = String.raw`((?:r\$\s*)?(?:\d+(?:[.,]\d+)*|[a-zç]+)(?![\d\p{L}])(?:\s*(?:reais|real|contos?|pilas?|paus?)(?!\p{L}))?)(?!\s*(?:un|unidades?|pe[çc]as?|g|gr|kg|ml|l|litros?|cm|anos?|meses|dias?|horas?|h)(?!\p{L}))`;
const UNDER = 'at[ée]|no m[áa]ximo(?: de)?|menos (?:de|que)|abaixo de|menor(?:es)? que|na faixa (?:de|dos)';
const OVER = 'acima de|mais (?:de|que)|a partir de|no m[íi]nimo(?: de)?|maior(?:es)? que';

const BETWEEN = new RegExp(String.raw`(?<!\p{L})entre\s+${AMOUNT}\s+e\s+${AMOUNT}`, 'u');
const FROM_TO = new RegExp(String.raw`(?<!\p{L})(?:de|dos)\s+${AMOUNT}\s+(?:a|at[ée])\s+${AMOUNT}`, 'u');
const MAXIMUM = new RegExp(String.raw`(?<!\p{L})(?:${UNDER})\s+${AMOUNT}`, 'u');
const MINIMUM = new RegExp(String.raw`(?<!\p{L})(?:${OVER})\s+${AMOUNT}`, 'u');
const CURRENCY = /r\$|rea(?:is|l)|contos?|pilas?|paus?/gu;
const LEAST_BARE_PRICE = 5;
const CHEAPEST =
  /(?<!\p{L})(?:mais|bem|algo|coisa)? ?(?:barat(?:o|a|os|as|inho|inha)|em conta)(?!\p{L})|menor pre[çc]o/u;
const DEAREST = /(?<!\p{L})mais car[oa]s?(?!\p{L})|maior pre[çc]o/u;
const ORDER_NUMBER = /#\s?(\d+)|pedido\s+(?:n[úu]mero|n[º°.]?|nr\.?)?\s*(\d{3,})/u;
const CHANGE =
  /(?<!\p{L})troco (?:para|pra|p\/|de)\s+(?:r\$\s*)?(\d+(?:[.,]\d+)*)(?:\s*(?:reais|conto|contos|pila|pilas))?/u;
const PHONE = /(?:\+?55[\s-]?)?\(?\b\d{2}\)?[\s.-]?9?\d{4}[\s.-]?\d{4}\b/u;
const NAME =
  /(?:[Mm]eu nome (?:é|e)|[Mm]e chamo|[Ee]?[Nn]o nome d[eao]|[Aa]qui (?:é|e) [oa]|(?<!\p{L})[Ss]ou [oa])\s+(\p{L}+(?:\s+\p{Lu}\p{L}+)*)/u;

const CEP = /(?:cep\s*:?\s*)?(?<!\d)(\d{5}-?\d{3})(?!\d)/iu;
const STREET =
  /(?:(?:na|no|para|pra|em)\s+)?(?<!\p{L})((?:rua|r\.|avenida|av\.?|alameda|al\.|travessa|estrada|rodovia|pra[çc]a|largo)\s+[\p{L}\d .'-]*?\p{L})\s*,?\s*(?:n(?:[úu]mero|[º°.])?\s*)?(\d{1,6}\p{L}?|s\/n)(?![\p{L}\d])/iu;
const DELIVERIES: [Delivery, RegExp][] = [
  [
    'pick_up',
    /(?<!\p{L})(?:(?:para|pra|vou|quero|posso|prefiro|eu) )*(?:retir(?:o|ar|ada)|busc(?:o|ar)|peg(?:o|ar))(?: (?:o pedido|na loja|a[íi]|no balc[ãa]o))+|(?<!\p{L})(?:(?:para|pra|vou|prefiro|eu) )*retir(?:o|ar|ada)(?!\p{L})/u,
  ],
  [
    'delivery',
    /(?<!\p{L})(?:(?:para|pra|por|quero|prefiro|pode) )*(?:entreg(?:a|ar|ue)|receber|mandar)(?: (?:em casa|aqui|por favor))*(?!\p{L})/u,
  ],
];

const PAYMENTS: [PaymentMethod, RegExp][] = [
  ['manual_pix', /pix (?:manual|com comprovante)|chave (?:do )?pix/u],
  ['pix', /(?:(?:no|por|via|com|em|de|pelo|o) )?(?<!\p{L})pix(?!\p{L})/u],
  [
    'cash_on_delivery',
    /(?:pag\p{L}* )?(?:em dinheiro|no dinheiro|na entrega|na hora d[ae] (?:entrega|receber)|quando (?:chegar|receber|entregar)|contra entrega)/u,
  ],
  [
    'card',
    /(?:no|com|em|por|via|de) (?:o )?cart[ãa]o(?: de (?:cr[ée]dito|d[ée]bito))?|no (?:cr[ée]dito|d[ée]bito)/u,
  ],
];
const NOT_NAMES = new Set(
  'cliente dono dona gerente admin administrador desenvolvedor atendente mesmo mesma'.split(' '),
);

/** Reads and cuts out everything a sentence states beside products. */
export function factsOf(text: string): Facts {
  const facts: Facts = { price: {}, customer: {}, rest: text.normalize('NFC') };
  readAddress(facts);
  readCustomer(facts);
  facts.rest = facts.rest.toLowerCase();
  readOrderNumber(facts);
  readChange(facts);
  readPrice(facts);
  for (const [method, pattern] of PAYMENTS) if (cut(facts, pattern)) facts.payment ??= method;
  for (const [kind, pattern] of DELIVERIES) if (cut(facts, pattern)) facts.delivery ??= kind;
  if (facts.address) facts.delivery ??= 'delivery';
  return facts;
}

function cut(facts: Facts, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(facts.rest);
  if (!match) return undefined;
  facts.rest = facts.rest.replace(match[0], ' ');
  return match;
}

/** Before anything else: its figures are neither phones nor counts. */
function readAddress(facts: Facts): void {
  const cep = cut(facts, CEP)?.[1];
  if (cep) facts.cep = cep;
  const [, street, number] = cut(facts, STREET) ?? [];
  if (cep && street && number) facts.address = { cep, street, number };
}

function readCustomer(facts: Facts): void {
  const phone = cut(facts, PHONE)?.[0].replace(/\D/g, '');
  if (phone) facts.customer.phone = phone;
  const name = NAME.exec(facts.rest)?.[1];
  if (!name || NOT_NAMES.has(fold(name))) return;
  cut(facts, NAME);
  facts.customer.name = name;
}

function readOrderNumber(facts: Facts): void {
  const [, hash, spelt] = cut(facts, ORDER_NUMBER) ?? [];
  const digits = hash ?? spelt;
  if (digits) facts.order_number = `#${digits}`;
}

/** Who asks for change pays in notes, at the door. */
function readChange(facts: Facts): void {
  const [, amount = ''] = cut(facts, CHANGE) ?? [];
  const value = numberOf(amount);
  if (value === undefined) return;
  facts.change_for = value;
  facts.payment = 'cash_on_delivery';
}

function readPrice(facts: Facts): void {
  const [min, max] = amounts(facts, BETWEEN) ?? amounts(facts, FROM_TO) ?? [];
  const [most] = max === undefined ? (amounts(facts, MAXIMUM) ?? []) : [max];
  const [least] = min === undefined ? (amounts(facts, MINIMUM) ?? []) : [min];
  if (most !== undefined) facts.price.max = most;
  if (least !== undefined) facts.price.min = least;
  if (cut(facts, CHEAPEST)) facts.price.order = 'cheapest';
  else if (cut(facts, DEAREST)) facts.price.order = 'dearest';
}

/** The amounts a pattern finds, cut out if all of them are money: `mais de um` is not. */
function amounts(facts: Facts, pattern: RegExp): number[] | undefined {
  const found = pattern.exec(facts.rest)?.slice(1) ?? [];
  const values = found.map((amount) => numberOf(fold(amount.replace(CURRENCY, '').trim())));
  const is_money = found.some((amount) => amount.search(CURRENCY) >= 0);
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  if (!is_money && known.some((value) => value < LEAST_BARE_PRICE)) return undefined;
  cut(facts, pattern);
  return known;
}
