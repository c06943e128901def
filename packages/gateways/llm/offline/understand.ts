import { type Facts, factsOf } from './facts.ts';
import { type Intent, RULES } from './intents.ts';
import { type Item, itemsOf } from './items.ts';
import { plain, tokens } from './portuguese.ts';

/** What a sentence wants, by itself: what came before it is weighed in `plan.ts`. */
export interface Understanding extends Omit<Facts, 'rest'> {
  intent: Intent;
  items: Item[];
}

/** Longer than this without a known turn of phrase, a text does not just name a product. */
const LONGEST_MENTION = 6;

/** Reads a customer's sentence. */
export function understand(text: string): Understanding {
  const { rest, ...facts } = factsOf(text);
  const items = itemsOf(tokens(rest));
  const said = plain(text);
  const rule = RULES.find(
    ({ any, when, unless }) =>
      (any?.some((pattern) => pattern.test(said)) || when?.({ ...facts, rest }, items)) &&
      !unless?.test(said),
  );
  const intent = rule?.intent ?? 'unclear';
  const spoken = items.reduce((sum, { words }) => sum + words.split(' ').length, 0);
  return { ...facts, items, intent: intent === 'mention' && spoken > LONGEST_MENTION ? 'unclear' : intent };
}
