/** Who wrote, and what: `customer`, the `agent`, or a `person` of the shop. */
export type Line = readonly [who: 'customer' | 'agent' | 'person', text: string];

export interface VisitorTalk {
  /** A name of `VISITORS`. */
  name: string;
  state: 'agent' | 'person';
  /** When its last line was written, before now; earlier if the shop was closed then. */
  hours_ago: number;
  lines: readonly Line[];
}

/** Conversations that led to no order, not yet. */
export const VISITOR_TALKS: readonly VisitorTalk[] = [
  {
    name: 'Renata Couto',
    state: 'agent',
    hours_ago: 3,
    lines: [
      ['customer', 'Oi! Vocês têm o Geisha?'],
      [
        'agent',
        'Oi, Renata! O *Café Geisha Microlote 150g* está em falta no momento. Pelo lado floral e doce, o *Café Arara Natural 250g* chega perto: sai por R$ 54,90.',
      ],
      ['customer', 'hmm, e quando chega mais Geisha?'],
      [
        'agent',
        'Ainda não temos data: é um microlote de uma colheita só. Se quiser, a equipe te avisa quando chegar.',
      ],
      ['customer', 'quero sim, obrigada 🙏'],
      ['agent', 'Combinado, Renata! Enquanto isso, se der vontade de provar o Arara, é só me chamar.'],
    ],
  },
  {
    name: 'Eduardo Pimenta',
    state: 'agent',
    hours_ago: 27,
    lines: [
      ['customer', 'Boa tarde! Comprei um coador V60 e não sei a medida. Quanto de café pra 500ml?'],
      [
        'agent',
        'Boa tarde, Eduardo! Comece com 30g de café para 500ml de água, moagem média, água logo antes de ferver. Se ficar forte, baixe para 28g.',
      ],
      ['customer', 'Show. E filtro pra ele, tem?'],
      ['agent', 'Tem sim: *Filtro V60 Tamanho 02 (40 un.)* por R$ 34,90. Quantos você quer?'],
      ['customer', 'Vou ver com a minha esposa e já volto'],
      ['agent', 'Claro, fico por aqui! 😄'],
    ],
  },
  {
    name: 'Marília Gouveia',
    state: 'person',
    hours_ago: 20,
    lines: [
      ['customer', 'Olá, preciso de 40 cestas pra presentear clientes no fim do ano. Vocês fazem?'],
      [
        'agent',
        'Olá, Marília! Que bom que pensou na gente. Para essa quantidade, quem cuida é a Marina, da loja. Vou chamá-la para falar com você por aqui.',
      ],
      ['customer', 'Perfeito, aguardo'],
      [
        'person',
        'Oi, Marília, aqui é a Marina! Fazemos sim, e dá para pôr o logotipo da empresa na fita. Até que valor por cesta você pensou?',
      ],
      ['customer', 'Uns 150 reais cada, entrega até 10 de dezembro'],
      ['person', 'Dá certo. Monto duas opções e te mando amanhã de manhã com o prazo, pode ser?'],
      ['customer', 'Pode! Obrigada, Marina'],
    ],
  },
  {
    name: 'João Pedro Siqueira',
    state: 'agent',
    hours_ago: 49,
    lines: [
      ['customer', 'bom dia, vcs entregam em Contagem?'],
      [
        'agent',
        'Bom dia, João Pedro! Enviamos para todo o Brasil pelos Correios. O que você está procurando?',
      ],
      ['customer', 'um café bom pra espresso, em grão'],
      [
        'agent',
        'Para espresso, o *Café Espresso Blend da Serra 500g* é o da casa: chocolate amargo e avelã, por R$ 74,90. Posso separar um pra você?',
      ],
      ['customer', 'deixa eu acabar o que tenho aqui, semana q vem peço'],
      ['agent', 'Fechado! Quando quiser, é só mandar um oi. ☕'],
    ],
  },
  {
    name: 'Tatiane Moura',
    state: 'agent',
    hours_ago: 150,
    lines: [
      ['customer', 'Vocês vendem cafeteira elétrica?'],
      [
        'agent',
        'Oi, Tatiane! Elétrica não temos. De cafeteira, trabalhamos com *Cafeteira Moka 6 Xícaras* por R$ 149,00 e *Prensa Francesa Inox 600ml* por R$ 189,00.',
      ],
      ['customer', 'Ah não, queria elétrica mesmo. Obrigada'],
      ['agent', 'Sem problema, Tatiane! Se precisar de café para ela, estou por aqui.'],
    ],
  },
  {
    name: 'Wesley Cordeiro',
    state: 'agent',
    hours_ago: 8,
    lines: [
      ['customer', 'Faz um trabalho de história pra mim sobre o ciclo do café?'],
      [
        'agent',
        'Essa eu vou ficar devendo, Wesley: aqui só cuido da loja. Mas temos o *Livro O Café no Brasil*, com a história toda, por R$ 89,00. Quer saber mais?',
      ],
      ['customer', 'kkkk valeu, vou pensar'],
      ['agent', 'Estou por aqui! 😉'],
    ],
  },
];

/**
 * How a customer comes to an order; the agent's last line, the receipt, is the same for all. `{name}` is the
 * first name, `{wish}` and `{cart}` what is wanted, as the customer and as the agent write it, `{total}` its price.
 */
export const ORDER_TALKS: readonly (readonly Line[])[] = [
  [
    ['customer', 'Oi, tudo bem? Queria {wish}'],
    ['agent', 'Oi, {name}! Temos sim: {cart}. O total fica em {total}. Posso fechar?'],
    ['customer', 'Pode sim'],
  ],
  [
    ['customer', 'Opa! Vou querer {wish}, pago no pix'],
    ['agent', 'Opa, {name}! Separei {cart}, total de {total}. Confirma para mim?'],
    ['customer', 'Confirmo'],
  ],
  [
    ['customer', 'oi, ainda tem {wish}?'],
    ['agent', 'Oi, {name}! Tem sim. Fica assim: {cart}, {total} no PIX. Posso fechar?'],
    ['customer', 'fechado 👍'],
  ],
  [
    ['customer', 'Meu café está acabando 😅'],
    ['agent', 'Isso não pode, {name}! O que vai ser desta vez?'],
    ['customer', 'Me vê {wish}'],
    ['agent', 'É para já: {cart}, total {total}. Confirma o pedido?'],
    ['customer', 'Sim, pode mandar'],
  ],
  [
    ['customer', 'Olá, quanto fica {wish}?'],
    ['agent', 'Olá, {name}! {cart} fica em {total}. Quer que eu feche o pedido?'],
    ['customer', 'Quero, por favor'],
  ],
];

/** The agent's last line, when the order is made. */
export const RECEIPT =
  'Pronto, pedido #{number} anotado: {cart}.\nTotal: {total}. O código PIX vem na próxima mensagem, é só copiar e colar no app do banco.';

/** What goes with the picture of a PIX code; the code follows. */
export const PIX_CAPTION =
  'PIX do pedido #{number}: {total}, válido até {until}. O código para copiar vem a seguir.';
