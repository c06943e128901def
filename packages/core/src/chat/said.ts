/** What a turn says in the end. */
export interface Said {
  text: string;
  /** The customer asked for what is not of this shop, and was told no: the trace proves the agent's scope. */
  declined: boolean;
}

/** Begins an answer that declines: cut off before it is sent, kept in the trace. */
export const DECLINED = '[fora do assunto]';
const MARK = /\s*\[\s*fora do assunto\s*\]\s*/giu;
/** More than a customer reads, and than WhatsApp takes. */
const LONGEST = 4000;
const KIND_NO = 'Sobre isso não consigo ajudar, mas estou aqui para o que você precisar da loja.';

/** The words of a model's answer as they may be sent, and whether they decline. */
export function saidOf(answer: string): Said {
  const text = answer.replace(MARK, ' ').trim().slice(0, LONGEST);
  const declined = answer.search(MARK) >= 0;
  return { text: declined && text === '' ? KIND_NO : text, declined };
}
