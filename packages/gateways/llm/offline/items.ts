import { countAt } from './count.ts';
import type { Token } from './portuguese.ts';

/** A thing the customer speaks of; `words` is empty where it only points (`quero dois desse`). */
export interface Item {
  quantity?: number;
  words: string;
  /** `o segundo` is 2, `o último` is -1: a place in the list shown last. */
  place?: number;
}

const words = (text: string) => new Set(text.trim().split(/\s+/));

const SEPARATORS = new Set([...words(', ; + e mais'), '\n']);
const PREPOSITIONS = words('de do da dos das em com sem para');
const ARTICLES = words('o a os as um uma uns umas no na nos nas ao ou por');
const SIZES = words('tamanho tam numero num modelo tipo n');
const PLACES: Record<string, number> = {
  primeiro: 1,
  primeira: 1,
  segundo: 2,
  segunda: 2,
  terceiro: 3,
  terceira: 3,
  quarto: 4,
  quarta: 4,
  ultimo: -1,
  ultima: -1,
};
const CHOICES = words('opcao numero item');

/** What surrounds a product's name in speech and is never part of it. */
const FILLERS = words(`
  oi oie ola opa hey bom boa dia tarde noite tudo bem bao certo beleza eai ai la ei
  eu voce voces me mim te se nos gente a-gente ele ela eles elas isso isto aquilo esse essa esses essas este esta estes estas
  desse dessa desses dessas deste desta destes destas dele dela deles delas nesse nessa aquele aquela mesmo mesma outro outra outros outras
  que qual quais quanto quanta quantos quantas como onde quando porque se ja ainda so tambem agora hoje amanha logo
  tem tens temos tinha teria tera tiver ter ha existe vende vendem vender trabalha trabalham disponivel disponiveis estoque pronta
  querer quero queria quis quer querem querendo gostaria gostei poderia pode podem posso podia consegue conseguem vou vai vamos
  ve ver veja manda mandar mande envia enviar me-ve traz trazer levar levo leva pego pegar pega fico ficar compro comprar compra comprando
  pedir peco pede pedido pedidos encomendar encomenda adiciona adicionar coloca colocar coloque poe bota acrescenta separa separar reserva reservar
  fecha fechar fechado fechou fechamos feito combinado aceito finaliza finalizar finalizado confirma confirmar confirmado escolho prefiro
  faz fazer faca faco quisesse procuro procurando procura buscando busco preciso precisando precisava necessito interessado interessada interesse
  saber conhecer olhar mostra mostrar mostre mostram diz dizer diga fala falar fale conta contar informa informar informacao informacoes passa passar
  custa custam custo custando sai saem sairia fica ficaria ficam da dao preco precos valor valores total cada
  barato barata baratos baratas baratinho barat caro cara caros caras conta menor maior melhor
  produto produtos coisa coisas algo algum alguma alguns algumas nenhum nenhuma todo toda todos todas opcao opcoes tipo tipos marca marcas item itens
  sabor sabores catalogo cardapio categoria categorias lista loja detalhe detalhes sobre descricao explica funciona serve
  sim nao ok okay claro certeza entao ta show perfeito otimo legal massa bora favor gentileza obrigado obrigada valeu
  aqui ali esta estao estou estava e sao era foi ser seria eh por um pouco mais muito bastante unidade unidades x vezes
  aceita aceitam forma formas pagar pago paga pagamento paguei peso tamanho tamanhos cor cores material validade ingrediente ingredientes composicao medida medidas
  sexta sabado domingo semana segunda-feira diferenca foto fotos imagem recomenda indica sugere hein ne kk kkk kkkk haha rs rsrs
  moca moco amigo amiga querido querida senhor senhora uau nossa tchau falou
`);

type Kind = 'separator' | 'preposition' | 'article' | 'filler' | 'content';

function kindOf({ form }: Token): Kind {
  if (SEPARATORS.has(form)) return 'separator';
  if (PREPOSITIONS.has(form)) return 'preposition';
  if (ARTICLES.has(form)) return 'article';
  return FILLERS.has(form) || form === 'r$' || form.startsWith('#') ? 'filler' : 'content';
}

/** Cuts a sentence into the things it speaks of: `2 cafés bourbon e 1 filtro` is two of them. */
export function itemsOf(sentence: Token[]): Item[] {
  const items: Building[] = [];
  let item = building();
  let separated = false;
  const open = () => {
    items.push(item);
    item = building();
  };
  for (let at = 0; at < sentence.length; at += 1) {
    const token = sentence[at] as Token; // bounded by the loop
    const taken = count(sentence, at, item, separated);
    if (taken) {
      if (taken.opens) open();
      item.quantity = taken.value;
      separated = false;
      at += taken.length - 1;
      continue;
    }
    const kind = kindOf(token);
    const place = item.name.length === 0 ? placeAt(sentence, at) : undefined;
    if (place !== undefined) {
      if (item.place !== undefined) open();
      item.place = place;
    } else if (kind === 'separator') separated = item.name.length > 0 || item.quantity !== undefined;
    else if (kind === 'preposition' && item.name.length > 0) separated = false;
    else if (kind === 'content') {
      if (separated && item.name.length > 0) open();
      item.name.push(...item.between, token.raw);
      separated = false;
    }
    item.between = kind === 'preposition' || kind === 'article' ? [...item.between, token.raw] : [];
    if (item.name.length === 0) item.between = [];
  }
  return merged([...items, item]);
}

interface Building {
  quantity?: number;
  place?: number;
  name: string[];
  /** Small words that belong to the name only if more of it follows. */
  between: string[];
}

const building = (): Building => ({ name: [], between: [] });

/** A number counts before the name, after a separator, or where it can be nothing else; else it is part of the name. */
function count(sentence: Token[], at: number, item: Building, separated: boolean) {
  const found = countAt(sentence, at);
  const before = sentence[at - 1]?.form ?? '';
  if (!found || CHOICES.has(before) || SIZES.has(before)) return undefined;
  if (item.name.length === 0) return { ...found, opens: separated && item.quantity !== undefined };
  if (separated) return { ...found, opens: true };
  const last = !sentence[at + found.length] || SEPARATORS.has(sentence[at + found.length]?.form ?? '');
  const counts = found.sure || (last && found.value < 10);
  return counts && item.quantity === undefined ? { ...found, opens: false } : undefined;
}

function placeAt(sentence: Token[], at: number): number | undefined {
  const form = sentence[at]?.form ?? '';
  if (Object.hasOwn(PLACES, form)) return PLACES[form];
  const number = Number(sentence[at]?.form);
  return CHOICES.has(sentence[at - 1]?.form ?? '') && number >= 1 && number <= 9 ? number : undefined;
}

/** `bourbon, duas` counted a thing that was named before. */
function merged(items: Building[]): Item[] {
  const list: Item[] = [];
  for (const { name, quantity, place } of items) {
    const previous = list.at(-1);
    const only_counts = name.length === 0 && place === undefined;
    if (only_counts && previous && previous.quantity === undefined) previous.quantity = quantity;
    else if (!only_counts || quantity !== undefined)
      list.push({
        words: name.join(' '),
        ...(quantity !== undefined && { quantity }),
        ...(place !== undefined && { place }),
      });
  }
  return list;
}
