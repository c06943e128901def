/** What our last words left open. The model has no memory: this is read back from its own sentences. */
export interface LastAnswer {
  /** Products named, in the order they were named; without those of `cart`. */
  names: string[];
  /** `2x *Café Bourbon*`: counted and not yet ordered, unless `receipt`. */
  cart: { name: string; quantity: number }[];
  /** How many the customer wants of the one still to be chosen. */
  quantity?: number;
  asks: {
    which: boolean;
    how_many: boolean;
    to_close: boolean;
    phone: boolean;
    delivery: boolean;
    cep: boolean;
  };
  /** It told of an order that is made. */
  receipt: boolean;
}

const CART = /(\d+)x \*([^*\n]+)\*/g;
const BOLD = /\*{1,2}([^*\n]+)\*{1,2}/g;
const NOT_A_NAME = /#\d|^R\$|^\d+$|:$|\?$|^total\b/i;
/** Other models and people name products without stars: what stands before a price. */
const PRICED =
  /([^.!?:\n(•*]{2,70}?)\s{0,2}(?:[:(]| [–—-] |(?<!\p{L})(?:por|custa|sai|está|é)(?!\p{L}))[^.!?\n\d]{0,20}R\$/gu;
const SOLD_OUT = /\*[^*\n]+\* está em falta/g;
const LEAD_IN = /^(?:[\s\d•)-]|(?:o|a|os|as|nosso|nossa|temos|também|e|sim|claro)\s)+/i;

export function lastAnswer(text: string): LastAnswer {
  const cart = [...text.matchAll(CART)].map(([, quantity, name]) => ({
    quantity: Number(quantity),
    name: (name ?? '').trim(),
  }));
  const wanted = /para as (\d+) unidades/i.exec(text)?.[1];
  const asks = (pattern: RegExp) => text.includes('?') && pattern.test(text);
  return {
    cart,
    names: namesIn(text).filter((name) => !cart.some((line) => line.name === name)),
    ...(wanted && { quantity: Number(wanted) }),
    asks: {
      which: asks(/\bqua(?:l|is)\b/i),
      how_many: asks(/\bquant[oa]s?\b/i),
      to_close: asks(/\b(?:fechar|fecho|confirm\w*|separ\w+|quer levar|vai levar)\b/i),
      delivery: asks(/\bretira na loja\b|\bCEP, a rua\b/),
      cep: asks(/\bqual é o CEP\b/i),
      phone: asks(/\b(?:telefone|celular|whatsapp)\b/i),
    },
    receipt: /\bpedido #\d+/i.test(text),
  };
}

/** The products a text names. */
export function namesIn(text: string): string[] {
  const isName = (name: string) => name.length > 1 && !NOT_A_NAME.test(name);
  const bold = [...text.replaceAll(SOLD_OUT, '').matchAll(BOLD)].map(([, name]) => (name ?? '').trim());
  const named = bold.filter(isName);
  const priced = [...text.matchAll(PRICED)].map(([, name]) => (name ?? '').replace(LEAD_IN, '').trim());
  const names = named.length > 0 ? named : priced.filter(isName);
  return [...new Set(names)];
}
