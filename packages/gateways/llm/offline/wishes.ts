import { namesInView, queryFor, topicOf } from './find.ts';
import type { Turn } from './flow.ts';
import type { Item } from './items.ts';
import { plain } from './portuguese.ts';

/** What is to be looked for, how many of it, and whether the customer said how many. */
export interface Wish {
  query: string;
  quantity: number;
  counted: boolean;
}

export interface Wishes {
  wishes: Wish[];
  /** One of these is meant, and nobody can tell which: `quero dois`, with three in view. */
  undecided?: true;
}

const ALL_OF_THEM = /\b(?:(?:os|as) (?:dois|duas|tres|quatro)|amb[oa]s)\b/;
const ADDS = /\b(?:tambem|mais|junto|e)\b/;

/** The things the customer wants: by words, by pointing, or those that wait for a yes. */
export function wishesOf(turn: Turn): Wishes {
  const { last, heard } = turn;
  const items = heard.items.filter(({ words, quantity, place }) => words !== '' || quantity || place);
  const cart = last.receipt ? [] : last.cart;
  const standing = cart.map(({ name, quantity }) => ({ query: name, quantity, counted: true }));
  const [only, ...others] = items;
  const points =
    others.length === 0 && (only === undefined || (only.words === '' && only.place === undefined));
  if (points && standing.length > 0 && !last.asks.which)
    return { wishes: recounted(standing, only?.quantity) };
  if (points) return pointed(turn, only?.quantity, new Set(standing.map(({ query }) => query)));
  const adds = last.asks.which || (ADDS.test(plain(turn.said)) && !/^nao\b/.test(plain(turn.said)));
  const wishes = items.map((item) => named(turn, item, items.length)).filter(({ query }) => query !== '');
  return { wishes: adds ? [...standing, ...wishes] : wishes };
}

/** `só um`: another count for the one thing that was about to be ordered. */
const recounted = (standing: Wish[], quantity: number | undefined): Wish[] =>
  quantity !== undefined && standing.length === 1
    ? standing.map((wish) => ({ ...wish, quantity }))
    : standing;

function pointed(turn: Turn, count: number | undefined, standing: Set<string>): Wishes {
  const names = namesInView(turn).filter((name) => !standing.has(name));
  const topic = topicOf(turn);
  const meant = names.length > 0 ? names : topic ? [topic] : [];
  const all = meant.length > 1 && count === meant.length && ALL_OF_THEM.test(plain(turn.said));
  const quantity = all ? 1 : (count ?? turn.last.quantity ?? 1);
  const wishes = meant.map((query) => ({ query, quantity, counted: count !== undefined }));
  return meant.length > 1 && !all ? { wishes, undecided: true } : { wishes };
}

function named(turn: Turn, { words, place, quantity }: Item, of: number): Wish {
  const asked = of === 1 ? turn.last.quantity : undefined;
  return {
    query: place === undefined ? queryFor(turn, words) : (nameAt(turn, place) ?? ''),
    quantity: quantity ?? asked ?? 1,
    counted: quantity !== undefined,
  };
}

function nameAt(turn: Turn, place: number): string | undefined {
  const names = turn.last.names.length > 0 ? turn.last.names : namesInView(turn);
  return names.at(place < 0 ? place : place - 1);
}
