import type { Facts } from './facts.ts';
import type { Item } from './items.ts';

// biome-ignore format: a list
export type Intent =
  | 'injection' | 'identity' | 'renew' | 'human' | 'status' | 'off_topic' | 'discount' | 'decline' | 'help'
  | 'filter' | 'price' | 'payment' | 'shop_facts' | 'details' | 'categories' | 'buy'
  | 'goodbye' | 'thanks' | 'affirm' | 'greeting' | 'contact' | 'browse' | 'mention' | 'unclear';

interface Rule {
  intent: Intent;
  /** Any of these in the plain text (see `plain`). */
  any?: RegExp[];
  /** Or this, of what was read out of the sentence. */
  when?: (facts: Facts, items: Item[]) => boolean;
  /** But none of these. */
  unless?: RegExp;
}

const WANT =
  'quero|queria|vou querer|vou (?:levar|pegar|ficar)|levo|pego|fico com|me ve|ve (?:ai |para mim )?|me (?:manda|envia|traz)|manda|mande|envia|gostaria de (?:comprar|levar|pedir|encomendar)|quero comprar|comprar|encomendar|pedir|separa|separe|reserva|reserve|preciso (?:de )?(?:\\d+|dois|duas|tres|quatro|cinco|seis|dez|meia|uma duzia)|adiciona|adicione|coloca|coloque|acrescenta|bota|pode mandar|fecha|fechar|fechado|fechou|feche|finaliza|finalizar|confirma|confirmado|aceito';
const YES =
  'sim|isso|claro|com certeza|certeza|ok|okay|pode ser|pode|bora|aham|uhum|certo|beleza|esta (?:bom|bem|otimo|certo|perfeito|combinado)|tudo bem|show|perfeito|otimo|legal|combinado|por favor|mesmo|exato|exatamente|positivo|vamos';

/** First match wins: what must not be misread stands first. */
export const RULES: Rule[] = [
  {
    intent: 'injection',
    any: [
      /\b(?:ignor|esquec|esqueca|desconsider|desobedec|descart|burl)\w*\b.{0,40}\b(?:regras?|instruc\w*|ordens|prompt|comandos?|anteriore?s?|restric\w*|politicas?)\b/,
      /\b(?:voce|tu) agora e\b|\bagora (?:voce|tu) (?:e|sera|vai ser)\b|\ba partir de agora (?:voce|tu|seu|sua)\b/,
      /\b(?:finja|finge|faz de conta|aja como|atue como|comporte se como|se passe por|simule|imagine que (?:voce|e))\b/,
      /\bmodo (?:desenvolvedor|developer|admin|debug|dan|livre|deus)\b|\bsystem prompt\b|\bjailbreak\b/,
      /\b(?:mostr|revel|repit|repet|diga|escrev|copi|qual)\w*\b.{0,25}\b(?:prompt|suas? (?:instruc\w*|regras?|configurac\w*))/,
      /\bignore (?:all|previous|your)\b|\bsou (?:o|a) (?:dono|dona|admin\w*|desenvolvedor\w*|gerente)\b/,
      /\b(?:vend|cobr|registr|alter|mud)\w*\b.{0,40}\b(?:por|para) (?:r\$ ?[01](?:[.,]\d+)?|(?:0|1|um|zero) (?:reais|real|centavos?))(?!\w)/,
    ],
  },
  {
    intent: 'identity',
    any: [
      /\b(?:voce|vc|isso|tu|ai) e (?:um |uma )?(?:robo|bot|ia|maquina|humano|humana|pessoa|de verdade|gente)\b/,
      /\b(?:quem e voce|com quem (?:eu )?(?:falo|estou falando)|qual (?:e )?(?:o )?seu nome|e (?:robo|bot|humano))\b/,
    ],
  },
  {
    intent: 'renew',
    any: [
      /\b(?:um |o )?(?:novo|outro) (?:codigo|pix)\b/,
      /\bnao (?:chegou|recebi|veio|apareceu)\b.*\b(?:pix|codigo|link)\b|\b(?:reenvi\w*|manda\w* de novo)\b.*\b(?:pix|codigo|link)\b|\b(?:pix|codigo)\b.*\b(?:de novo|outra vez|novamente)\b/,
      /\b(?:renov|retom|reativ|reabr)\w* (?:o |esse |este |meu )*pedido\b/,
      /\bainda (?:quero|queria) (?:o |esse |este |meu |pagar )+(?:pedido)?\b/,
    ],
  },
  {
    intent: 'human',
    any: [
      /\b(?:fal|convers|pass|transfer|cham|atend|contat|contact)\w*\b.{0,25}\b(?:atendentes?|human[oa]|pessoas?|alguem|vendedora?|gerente|don[oa]|responsavel|suporte|equipe|moca|moco)\b/,
      /\b(?:atendentes?|atendimento humano|ser humano)\b|\b(?:pessoa|alguem) de verdade\b|\bpode chamar\b/,
      /\b(?:reclam\w*|procon|golpe|reembols\w*|estorn\w*|devol\w*|defeito|veio (?:quebrad|errad|estragad|faltando)\w*|chegou (?:quebrad|errad|estragad|faltando)\w*|cancel\w*)\b/,
      /\bnao quero mais (?:o |esse |meu )?pedido\b/,
      /\b(?:quero|queria|posso|preciso|como) (?:faco para )?(?:trocar|fazer uma troca)\b/,
    ],
  },
  {
    intent: 'status',
    any: [
      /\b(?:status|rastre\w*|andamento|situacao)\b|\b(?:meu|meus|minha|ultimo) (?:ultimo )?(?:pedido|pedidos|compra|encomenda)\b/,
      /\bpedido (?:#|numero |n )?\d{3,}|^#\d+$/,
      /\b(?:onde esta|cad[ea]|e) (?:o|a|os|as) (?:pedido|encomenda|compra)s?\b/,
      /\b(?:ja|quando) (?:saiu|foi enviad\w|foi entregue|chega|vai chegar|vao entregar|vem)\b/,
      /\b(?:ja paguei|acabei de pagar|paguei|pagamento (?:foi )?(?:confirm|aprov|caiu|entrou)\w*)\b/,
    ],
    unless:
      /\b(?:fech|finaliz|faz|fac|adicion|coloc|acrescent|confirm)\w* (?:o |um |no )?(?:meu )?(?:novo )?pedido\b/,
  },
  {
    intent: 'off_topic',
    any: [
      /\b(?:quem|qual time) (?:ganhou|venceu|vai ganhar|descobriu|inventou|foi|e o presidente)\b|\bresultado d[oa] (?:jogo|loteria|mega)\b/,
      /\b(?:escrev|cri|cont|compon|cant|faz|fac|gere|ger)\w*\b.{0,15}\b(?:poemas?|poesias?|piadas?|musicas?|redacao|historias?|contos?|codigos?|textos?|versos?|programas?|resumo)\b/,
      /\b(?:previsao do tempo|vai chover|horoscopo|signo|capital d[aoe]|politica|eleic\w*|presidente|bolsonaro|lula|futebol|flamengo|corinthians|palmeiras|campeonato|novela)\b/,
      /\b(?:traduz\w*|traducao|licao de casa|dever de casa|tarefa da escola|equacao|raiz quadrada|javascript|python|receita de)\b/,
      /\bquanto e \d+ ?(?:x|vezes|mais|menos|dividido)/,
    ],
  },
  {
    intent: 'discount',
    any: [
      /\b(?:muito|meio|esta|ta) car[oa]\b|^car[oa]\b|\bcar[oa] (?:hein|demais|ne)\b/,
      /\b(?:descont\w*|abatimento|cupom|promoc\w*|pechinch\w*|negocia\w*)\b/,
      /\b(?:faz|faca|fazem|deixa|fecha|vende|vendem|cobra|sai)\b(?: \w+){0,4}? por (?:r\$ ?)?(?:\d+|\w+ (?:reais|real))/,
    ],
  },
  {
    intent: 'decline',
    any: [
      /^(?:nao|nada|deixa|por enquanto|so isso|e so isso|era so isso|agora nao|mais nada|nao precisa|hoje nao)(?: (?:nao|obrigad[oa]|valeu|so isso|precisa|por enquanto|agora|era so isso|deixa|para la|mais|nada|quero))*$/,
      /\bnao (?:quero|vou querer)(?: mais)?$|\b(?:desisti|deixa para la|outra hora|vou pensar|ja volto)\b/,
      /\b(?:so )?um (?:momento|minut\w*|instante|segund(?:o|inho))\b|^(?:pera|espera|perai|calma)\b/,
    ],
  },
  {
    intent: 'help',
    any: [
      /^(?:(?:k{2,}|(?:ha|he|rs)+h?)(?: |$))*$/,
      /\b(?:duvida|duvidas|ajuda|me ajuda|uma informacao|umas informacoes|uma pergunta|como funciona)\b/,
    ],
    unless: /\b(?:preco|quanto|tem|vende)\b/,
  },
  {
    intent: 'filter',
    when: ({ price }) => Object.keys(price).length > 0,
    unless: /\b(?:frete|entrega|taxa)\b/,
  },
  {
    intent: 'price',
    any: [
      /\bquanto (?:que )?(?:e|custa|custam|sai|saem|fica|ficam|esta|estao|vale|da|seria|ficaria|cobra|cobram|sao)\b/,
      /\b(?:preco|precos|valor|valores|custo)\b|\bquanto(?: o| a| os| as| \d| dois| duas)?\b(?!.*\b(?:tempo|demora|prazo)\b)/,
    ],
    unless: /\b(?:menor|maior) preco\b|\b(?:frete|entrega|taxa)\b/,
  },
  {
    intent: 'buy',
    when: ({ payment }, items) => payment !== undefined && items.some((item) => item.quantity),
  },
  {
    intent: 'payment',
    any: [
      /\b(?:formas?|meios?|opc\w+) de pag\w*|\bcomo (?:eu )?(?:pago|pagar|faco para pagar|faco o pagamento|e o pagamento|funciona o pagamento)\b/,
      /\b(?:aceit\w*|tem|passa\w*|pode ser|da para)\b.{0,20}\b(?:pix|cartao|dinheiro|boleto|credito|debito|vale|parcel\w*)\b|\b(?:parcel\w*|boleto)\b/,
      /\b(?:quero|vou|posso|pode|queria|prefiro|da para) (?:pagar|pagamento)\b|\bpago (?:no|na|com|em|por|via|quando)\b|^(?:o |no |por |via |pode ser (?:no |por )?)?pix$/,
      /^(?:pode ser |prefiro |entao |melhor |e )?(?:(?:em |no )?dinheiro|na entrega|(?:no )?cartao|(?:no |por )?pix)(?: (?:entao|mesmo|por favor|obrigad[oa]))*$/,
    ],
    unless: /\b(?:quero|queria|me ve|levo|vou levar)\b(?! pag)|\bfech(?:a|ado|ou)\b|\bcartao de memoria\b/,
  },
  {
    intent: 'shop_facts',
    any: [
      /\b(?:entreg\w+|frete|taxa de entrega|delivery|retir\w+|buscar na loja|prazo|demora\w*)\b/,
      /\b(?:horario|horarios|que horas|abre|abrem|fecham|funcionam|aberto|aberta|aberto[s]?)\b/,
      /\b(?:endereco|onde (?:fica|ficam|voces ficam)|localizacao|loja fisica|qual bairro|qual cidade)\b/,
      /\b(?:garantia|fotos?|imagem|imagens|video|nota fiscal|politica de troca|instagram|site|cnpj)\b/,
    ],
    unless: new RegExp(String.raw`\b(?:${WANT})\b.{0,20}\b(?:um|uma|dois|duas|tres|\d+)\b`),
  },
  {
    intent: 'details',
    any: [
      /\b(?:detalhes?|descricao|mais (?:informac\w*|detalhes?)|caracteristicas?|especificac\w*|ingredientes?|composicao|medidas?|dimens\w*)\b/,
      /\b(?:me )?(?:fala|fale|conta|conte|explica|explique|diz|diga) (?:mais |um pouco )?(?:mais )?(?:sobre|d[oae]s?|ess[ea]|dess[ea])\b/,
      /\bcomo (?:e|que e|sao) (?:o|a|os|as|ess[ea]|ele|ela)\b|\b(?:qual|quais) (?:e )?(?:o|a|as|os) (?:peso|tamanho|material|cor|cores|validade|sabor|tamanhos)\b|\bdo que e (?:feit\w|compost\w)/,
    ],
  },
  {
    intent: 'categories',
    any: [
      /\b(?:o que|que|quais|tudo que) (?:mais )?(?:que )?(?:voces|voce|a loja) (?:tem|tens|vendem?|trabalham?|oferecem?)(?: ai| para vender| de bom| a venda| disponivel| hoje)?$/,
      /\b(?:o que|que|quais) (?:tem|tens|vende|vendem)(?: ai| para vender| de bom| a venda| disponivel| hoje)?$/,
      /\b(?:fazer|montar|abrir|comecar) (?:um |o |meu )?(?:novo )?pedido$/,
      /\b(?:recomend\w*|indica\w*|suger\w*|sugest\w*)\b/,
      /\b(?:catalogo|cardapio|categorias?|lista de (?:produtos|precos)|quais (?:os |sao os )?produtos|que produtos|quais produtos|ver (?:os |seus )?produtos|trabalham? com o que)\b/,
    ],
  },
  {
    intent: 'buy',
    any: [new RegExp(String.raw`\b(?:${WANT})\b`)],
    unless:
      /\b(?:quero|queria|gostaria de|vou|posso|quer) (?:ver|saber|conhecer|olhar|dar uma olhada|pagar)\b|\b(?:me )?(?:manda|envia|mande) (?:uma? )?(?:foto|imagem|video|catalogo|link|lista)/,
  },
  {
    intent: 'goodbye',
    any: [/^(?:tchau|ate (?:logo|mais|breve|amanha)|falou|abracos?|beijos?|bjs?|fui)\b/, /\btchau\b/],
  },
  {
    intent: 'thanks',
    any: [/\b(?:obrigad[oa]|valeu|agradec\w*|gratidao|muito gentil)\b/],
    unless: /\b(?:tem|vende|quais|qual|quero)\b/,
  },
  { intent: 'affirm', any: [new RegExp(`^(?:${YES})(?: (?:${YES}))*$`)] },
  {
    intent: 'greeting',
    // A greeting, and nothing but words of greeting; one word an alternative, or backtracking explodes.
    any: [
      /^(?=.*\b(?:oi+e?|ola+|opa|hey|hello|alo|salve|eai|e ai|bom dia|boa tarde|boa noite|tudo (?:bem|bom|certo|joia|tranquilo)|como vai)\b)(?:(?:oi+e?|ola+|opa|ei|hey|hello|alo|salve|fala|eai|e|ai|bom|boa|dia|tarde|noite|tudo|bem|certo|joia|tranquilo|beleza|como|com|vai|vao|esta|voce|voces|por|gente|pessoal|amig[oa]|moc[oa])(?: |$))+$/,
    ],
  },
  { intent: 'contact', when: ({ customer }) => customer.phone !== undefined },
  {
    intent: 'browse',
    any: [
      /\b(?:tem|tens|teria|teriam|tinha|existe|vende|vendem|vendes|trabalha|trabalham|procur\w+|busc\w+|precis\w+|mostr\w+|ver|quais|algum|alguma|outr[oa]s?|mais opc\w+|interess\w+|disponive\w+)\b/,
    ],
  },
  { intent: 'buy', when: (_, items) => items.some(({ quantity }) => quantity !== undefined) },
  { intent: 'payment', when: ({ payment }) => payment !== undefined },
  {
    intent: 'mention',
    when: (_, items) => items.some(({ words, place }) => place !== undefined || words !== ''),
  },
  {
    intent: 'mention',
    any: [/\b(?:ess[ea]s?|est[ea]s? (?:mesmo|mesma|aqui|ai)|dess[ea]s?|isso|aquel[ea]|o mesmo|a mesma)\b/],
  },
];
