import { acceptedPayments, buy, offeredAs } from './buy.ts';
import type { Conversation } from './conversation.ts';
import { deliveryFact } from './delivery.ts';
import { isOrdered, meansOne } from './find.ts';
import { type Flow, type Move, play, type Turn, turnOf } from './flow.ts';
import type { Intent } from './intents.ts';
import { byPrice, categories, details, lookUp } from './look-up.ts';
import { plain } from './portuguese.ts';
import { orderIn, ordersIn, refusalIn } from './results.ts';
import * as speak from './speak.ts';
import { SAY } from './speak.ts';

/** What to do next, of everything said and asked so far. */
export function nextMove(conversation: Conversation): Move {
  const turn = turnOf(conversation);
  const move = play(turn, FLOWS[settled(turn)](turn));
  return 'say' in move && !turn.tools.has('request_human') ? { say: speak.withoutOffer(move.say) } : move;
}

const say = (text: string | ((turn: Turn) => string)) =>
  // biome-ignore lint/correctness/useYield: a flow that asks nothing
  function* (turn: Turn): Flow {
    return typeof text === 'string' ? text : text(turn);
  };

const FLOWS: Record<Intent, (turn: Turn) => Flow> = {
  injection: say(SAY.injection),
  identity: say(({ shop }) => speak.identity(shop)),
  renew: (turn) => payAgain(turn),
  human: callPerson,
  status: orderStatus,
  off_topic: say((turn) => declined(turn, speak.offTopic(turn.shop))),
  discount: say(SAY.discount),
  decline: say(SAY.no),
  help: say(SAY.help),
  filter: byPrice,
  price: lookUp,
  payment,
  shop_facts: shopFacts,
  details,
  categories,
  buy,
  goodbye: say(SAY.goodbye),
  thanks: say(SAY.thanks),
  affirm: say(({ last }) => (last.receipt ? SAY.already : SAY.yes)),
  greeting: say(({ shop, said, answers }) => speak.greeting(shop, plain(said), answers.length === 0)),
  contact: say(SAY.contact),
  browse: lookUp,
  mention: lookUp,
  unclear: say(({ shop }) => speak.unclear(shop)),
};

/** Begun as the instructions want an answer that declines. */
function declined({ instructions }: Turn, words: string): string {
  const mark = /comece essa resposta por (\[[^\]\n]+\])/.exec(instructions)?.[1];
  return mark ? `${mark} ${words}` : words;
}

/** A short answer means what our question makes of it. */
function settled(turn: Turn): Intent {
  const { heard, last, answers } = turn;
  const { intent, items, payment } = heard;
  const { asks, receipt } = last;
  const waiting = last.cart.length > 0 && !receipt;
  // How they want it, to the question: whatever else the words would mean.
  if (waiting && (asks.delivery || heard.payment) && (heard.delivery || heard.address)) return 'buy';
  if (asks.cep && heard.cep) return 'shop_facts';
  const offers_one = !receipt && (waiting || last.names.length === 1);
  // `sim, quero`, to the new code that was offered.
  const agrees = intent === 'affirm' || (intent === 'buy' && items.every(({ words }) => words === ''));
  if (agrees && answers[0]?.endsWith('mando um novo código.')) return 'renew';
  switch (intent) {
    case 'buy': {
      // After an order only what is clearly more is another one: `só uma` is not.
      const more =
        items.some(({ words }) => words !== '') || /\b(?:mais|outr[oa]s?)\b/.test(plain(turn.said));
      if (isOrdered(turn)) return more ? intent : 'affirm';
      const in_view = last.names.length > 0 || waiting || asks.how_many || asks.to_close;
      return items.length > 0 || in_view ? intent : 'affirm';
    }
    case 'affirm':
      if (answers[0]?.endsWith(speak.OFFER_PERSON)) return 'human';
      if (answers[0]?.endsWith('mais em conta?')) return 'filter';
      return offers_one && (asks.to_close || asks.how_many || asks.phone || asks.which) ? 'buy' : intent;
    case 'contact':
      return waiting ? 'buy' : intent;
    case 'payment':
      return waiting && payment ? 'buy' : intent;
    case 'mention': {
      if (items.length === 0) return offers_one && (asks.to_close || asks.how_many) ? 'buy' : intent;
      const chosen = items.some(({ words, place }) => place !== undefined || meansOne(turn, words));
      return asks.which && last.quantity !== undefined && chosen ? 'buy' : intent;
    }
    default:
      return intent;
  }
}

const LONGEST_REASON = 200;

function* callPerson(turn: Turn): Flow {
  const [outcome] = yield [{ name: 'request_human', args: { reason: turn.said.slice(0, LONGEST_REASON) } }];
  return outcome?.state === 'done' ? SAY.person_called : SAY.no_person;
}

function* orderStatus(turn: Turn): Flow {
  const number = turn.heard.order_number;
  const [outcome] = yield [{ name: 'check_order_status', args: { number } }];
  const orders = ordersIn(outcome);
  if (!orders) return SAY.trouble;
  const named = orders.map((order) => ({ ...order, label: order.status_label ?? order.status }));
  return named.length > 0 ? speak.ordersNamed(named) : SAY.no_orders;
}

/** What is paid by PIX may be asked for anew, or by the other kind of PIX. */
function* payAgain(turn: Turn, payment_method?: 'pix' | 'manual_pix'): Flow {
  if (!turn.tools.has('renew_order')) return yield* callPerson(turn);
  const [outcome] = yield [
    { name: 'renew_order', args: { number: turn.heard.order_number, payment_method } },
  ];
  const order = orderIn(outcome);
  return order ? speak.payable(order) : speak.notPayable(refusalIn(outcome)?.error ?? '');
}

function* payment(turn: Turn): Flow {
  const { last, heard, answers } = turn;
  const accepted = acceptedPayments(turn);
  const wanted = heard.payment && offeredAs(heard.payment, accepted);
  if (last.receipt && wanted && answers[0]?.includes(speak.howToPay(wanted))) return SAY.already;
  if (last.receipt && (wanted === 'pix' || wanted === 'manual_pix')) return yield* payAgain(turn, wanted);
  if (last.receipt && heard.payment) return SAY.change_payment;
  return turn.tools.has('create_order')
    ? `${speak.otherPayment(accepted)} Posso ajudar com mais alguma coisa?`
    : SAY.no_order_tool;
}

/** Questions on the shop, and the instructions' lines that answer them. */
const SHOP_FACTS: [question: RegExp, line: RegExp][] = [
  [/\b(?:entreg|frete|taxa|delivery|prazo|demora|retir|buscar)/, /entrega|frete|retirada/i],
  [/\b(?:horario|que horas|abre|fecham|funciona|abert)/, /hor[áa]rio|funcionamento/i],
  [/\b(?:endereco|onde|localizacao|fisica|bairro|cidade)/, /endere[çc]o|localiza[çc][ãa]o/i],
  [/\b(?:garantia|troca)/, /garantia|troca/i],
  [/\b(?:instagram|site)/, /instagram|site/i],
];

function* shopFacts(turn: Turn): Flow {
  return (yield* deliveryFact(turn)) ?? shopFact(turn);
}

function shopFact({ said, shop }: Turn): string {
  const text = plain(said);
  const line = SHOP_FACTS.find(([question]) => question.test(text))?.[1];
  const fact = line && shop.fact(line);
  return fact ? `${fact.replace(/[.\s]*$/, '')}. Posso ajudar com mais alguma coisa?` : SAY.no_fact;
}
