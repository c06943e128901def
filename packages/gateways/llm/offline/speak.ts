import type { Delivery, PaymentMethod } from './facts.ts';
import type { Fee, Order, Product } from './results.ts';
import type { Shop } from './shop.ts';

const MOST_LISTED = 4;
const FEW_LEFT = 5;
const LONGEST_DESCRIPTION = 280;

/** Stars are bold on WhatsApp and the only mark of a product's name: `last-answer.ts` reads them back. */
const bold = (name: string) => `*${name.replaceAll('*', '').trim()}*`;
const shopName = ({ name }: Shop) => (name ? (/^loja\b/i.test(name) ? name : `loja ${name}`) : 'loja');
const joined = (parts: string[], last = 'e') =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;

export interface Line {
  product: Product;
  quantity: number;
}
const counted = (lines: { name: string; quantity: number }[]) =>
  joined(lines.map(({ name, quantity }) => `${quantity}x ${bold(name)}`));
const cartOf = (lines: Line[]) =>
  counted(lines.map(({ product, quantity }) => ({ name: product.name, quantity })));

function stock({ available }: Product): string {
  if (available === null || available === undefined) return '';
  if (available <= 0) return 'em falta';
  if (available === 1) return 'resta só 1';
  return available <= FEW_LEFT ? `restam só ${available}` : '';
}

/** What is not said where no person can be called. */
export const withoutOffer = (text: string) => text.replace(OFFER_PERSON, '').trim();

const row = (product: Product) =>
  `• ${bold(product.name)}: ${product.price}${stock(product) && ` (${stock(product)})`}`;
const rows = (products: Product[]) => products.slice(0, MOST_LISTED).map(row).join('\n');

export const HOW_MANY = 'Quantas unidades você quer?';
export const WHICH = 'Qual deles você quer?';
export const OFFER_PERSON = 'Se preferir, chamo alguém da equipe.';

const PAYMENT_NAMES: Record<PaymentMethod, string> = {
  pix: 'por PIX',
  manual_pix: 'por PIX com comprovante',
  cash_on_delivery: 'na entrega',
  card: 'no cartão',
};
export const listed = (
  opening: string,
  products: Product[],
  question = products.length === 1 ? HOW_MANY : WHICH,
) =>
  [opening, rows(products), products.length > MOST_LISTED ? 'Tem mais opções, se quiser ver.' : '', question]
    .filter((part) => part !== '')
    .join('\n');

/** One product: its price and whether it is there. */
export function offered(product: Product, opening = '', quantity = 1): string {
  const there = stock(product);
  const state = there === '' ? 'está disponível' : there.replace(/^em/, 'está em');
  return `${opening}${bold(product.name)} sai por ${product.price} e ${state}. ${quantity > 1 ? mayClose([{ product, quantity }]) : HOW_MANY}`;
}

export function described(product: Product, description: string): string {
  const text = description.trim().replaceAll('*', '');
  const short =
    text.length > LONGEST_DESCRIPTION
      ? `${text.slice(0, LONGEST_DESCRIPTION).replace(/\s+\S*$/, '')}…`
      : text;
  return `${bold(product.name)}: ${short}\nSai por ${product.price}${stock(product) && `, ${stock(product)}`}. ${HOW_MANY}`;
}

export const soldOut = (product: Product) => `${bold(product.name)} está em falta no momento.`;
export const onlySome = (product: Product, left: number) =>
  `De ${bold(product.name)} só tenho ${left} ${left === 1 ? 'unidade' : 'unidades'} no momento.`;
export const notFound = (words: string) => `Não encontrei “${words}” disponível na loja agora.`;
export const nearOnly = (words: string) => `Não encontrei exatamente “${words}”. O mais próximo que tenho:`;
export const notClosed = (why: string) => `Não consegui fechar o pedido: ${why} ${OFFER_PERSON}`;
export const setAside = (lines: Line[]) => `Já separei ${cartOf(lines)}.`;
export const whichOf = (quantity: number) =>
  quantity === 1 ? WHICH : `Para as ${quantity} unidades, qual deles você quer?`;
export const mayClose = (lines: Line[]) => `Posso fechar ${cartOf(lines)}?`;
export const askPhone = (lines: Line[]) => `Para fechar ${cartOf(lines)}, me passa seu telefone com DDD?`;
export const otherPayment = (accepted: PaymentMethod[]) =>
  `Aqui dá para pagar ${joined(
    accepted.map((method) => PAYMENT_NAMES[method]),
    'ou',
  )}.`;

export const whichPayment = (accepted: PaymentMethod[]) =>
  `Como prefere pagar: ${joined(
    accepted.map((method) => PAYMENT_NAMES[method]),
    'ou',
  )}?`;

export const WHICH_DELIVERY =
  'Você retira na loja ou prefere receber? Para entregar, me manda o CEP, a rua e o número.';
export const ASK_ADDRESS = 'Para entregar, me manda o CEP, a rua e o número?';
export const ONLY_PICK_UP = 'Os pedidos são retirados na loja. Posso ajudar com mais alguma coisa?';
export const askCep = (offered: Delivery[]) =>
  `${offered.includes('pick_up') ? 'Entregamos, e também dá para retirar na loja' : 'Entregamos, sim'}. Qual é o CEP? Assim vejo a taxa.`;

export function feeNamed({ fee, free_above, pick_up }: Fee): string {
  if (fee === null)
    return `Nesse CEP não entregamos.${pick_up ? ' Dá para retirar na loja.' : ''} Posso ajudar com mais alguma coisa?`;
  const free = free_above === null ? '' : ` A partir de ${free_above} em produtos, é grátis.`;
  return `A entrega nesse CEP sai por ${fee}.${free} O que você gostaria de pedir?`;
}

const HOW_TO_PAY: Record<string, string> = {
  pix: 'O código PIX vem na próxima mensagem, é só copiar e colar no app do banco.',
  manual_pix: 'O código PIX vem na próxima mensagem. Depois é só mandar o comprovante por aqui.',
  cash_on_delivery: 'Você paga na entrega, e a loja já confirma o pedido.',
};

export const howToPay = (method: PaymentMethod) => HOW_TO_PAY[method] ?? '';

export function receipt(
  { number, total, items, dropped, payment, delivery }: Order,
  method: string,
  left_out: string[],
): string {
  const named = left_out.length > 0 ? joined(left_out.map(bold)) : 'um dos itens';
  const missing = dropped.length > 0 ? ` Só não consegui incluir ${named}.` : '';
  const with_delivery = delivery?.kind === 'delivery' ? `, com a entrega de ${delivery.fee}` : '';
  const paid_by = payment?.method ?? method;
  const change = payment?.change_for ? ` Levamos troco para ${payment.change_for}.` : '';
  const pay =
    payment || method === 'cash_on_delivery'
      ? `${HOW_TO_PAY[paid_by] ?? ''}${change}`
      : 'Assim que o pagamento for gerado, aviso por aqui.';
  return `Pronto, pedido ${number} anotado: ${counted(items)}.${missing}\nTotal: ${total}${with_delivery}. ${pay}`.trim();
}

/** An order that can be paid again, or by another way. */
export const payable = ({ number, total, payment }: Order) =>
  `Combinado! O total do pedido ${number} é ${total}. ${payment ? (HOW_TO_PAY[payment.method] ?? '') : 'Assim que o pagamento for gerado, aviso por aqui.'}`.trim();
export const notPayable = (why: string) => `Não deu: ${why} ${OFFER_PERSON}`;

export const categoriesNamed = (names: string[]) =>
  names.length > 0 ? `Trabalhamos com ${joined(names.slice(0, 8))}.` : '';

export function ordersNamed(orders: { number: string; label: string; total: string }[]): string {
  const [only, ...others] = orders;
  if (only && others.length === 0)
    return `Seu pedido ${only.number} está assim: ${only.label}. Total ${only.total}.`;
  return `Seus pedidos:\n${orders.map(({ number, label, total }) => `• ${number}: ${label}, ${total}`).join('\n')}`;
}

/** What is said without asking any tool. */
export const SAY = {
  what: 'Me conta o que você procura que eu vejo pra você.',
  trouble: `Não consegui consultar isso agora, desculpa. Pode tentar de novo em instantes? ${OFFER_PERSON}`,
  no_order: `Não consegui fechar o pedido agora, desculpa. ${OFFER_PERSON}`,
  no_catalog: `Por aqui não consigo consultar o catálogo neste momento. ${OFFER_PERSON}`,
  no_orders: 'Não encontrei nenhum pedido seu por aqui. Quer fazer um agora?',
  no_order_tool: `Por aqui não consigo fechar pedidos neste momento. ${OFFER_PERSON}`,
  person_called: 'Certo! Já avisei a equipe e alguém continua com você por aqui.',
  no_person:
    'Por aqui só consigo ajudar com produtos e pedidos. A equipe lê as conversas e pode responder por aqui.',
  too_many: 'São muitos itens de uma vez. Me manda até 10 por mensagem?',
  already: 'Seu pedido já está anotado. Quer mais alguma coisa?',
  yes: 'Certo! Posso ajudar com mais alguma coisa?',
  no: 'Sem problema! Se precisar, é só chamar.',
  thanks: 'Eu que agradeço! Qualquer coisa, é só chamar.',
  goodbye: 'Até mais! Quando quiser, é só chamar.',
  help: 'Claro, pode perguntar! É sobre algum produto ou sobre um pedido?',
  contact: 'Anotado! O que você gostaria de pedir?',
  discount: 'O preço é o do catálogo, não consigo mudar por aqui. Quer que eu veja uma opção mais em conta?',
  injection:
    'Isso eu não consigo fazer: sigo as regras da loja e o preço é sempre o do catálogo. Posso te ajudar com algum produto?',
  no_fact: `Essa informação eu não tenho aqui. ${OFFER_PERSON}`,
  none_in_range: 'Não encontrei nada nessa faixa de preço. Quer que eu procure em outra?',
  change_payment: `Para mudar o pagamento de um pedido já feito, o melhor é falar com a equipe. ${OFFER_PERSON}`,
} as const;

export const unclear = (shop: Shop) =>
  `Não entendi bem, desculpa. Aqui na ${shopName(shop)} eu ajudo com produtos, preços e pedidos. O que você procura?`;
export const offTopic = (shop: Shop) =>
  `Essa eu vou ficar devendo, porque aqui só cuido do atendimento da ${shopName(shop)}. Posso te ajudar com algum produto?`;
export const identity = (shop: Shop) =>
  `Sou ${shop.attendant ? `${shop.attendant}, d` : ''}o atendimento virtual da ${shopName(shop)}. O que você procura? ${OFFER_PERSON}`;

/** A greeting in the words of the shop, or of the customer. */
export function greeting(shop: Shop, said: string, is_first: boolean): string {
  const hello = /\b(bom dia|boa tarde|boa noite)\b/.exec(said)?.[1];
  const customer = shop.customer ? `, ${shop.customer}!` : '!';
  const opening = `${hello ? `${hello[0]?.toUpperCase()}${hello.slice(1)}` : 'Oi'}${customer}`;
  const well = /\b(?:tudo (?:bem|bom|certo|joia|tranquilo)|como vai|como voce esta)\b/.test(said);
  if (!is_first) return `${opening} Como posso ajudar?`;
  if (shop.greeting) return shop.greeting;
  const who = shop.attendant ? `Aqui é ${shop.attendant}` : 'Aqui é o atendimento';
  const where = shop.name ? `, da ${shopName(shop)}` : '';
  return `${opening}${well ? ' Tudo ótimo, e com você?' : ''} ${who}${where}. O que você procura hoje?`;
}
