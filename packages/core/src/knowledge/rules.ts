import { createHash } from 'node:crypto';

export interface ToldProduct {
  name: string;
  category: string;
  description: string;
  attributes: Record<string, unknown>;
}

/** What the catalogue says of a product besides its name: the text that its document is found by. No price: prices move. */
export function productText({ category, description, attributes }: ToldProduct): string {
  const told = Object.entries(attributes).flatMap(([key, value]) => {
    const plain = [value].flat().filter((item) => ['string', 'number', 'boolean'].includes(typeof item));
    return plain.length > 0 ? [`${key}: ${plain.join(', ')}`] : [];
  });
  return [category, description, ...told].filter((line) => line !== '').join('\n');
}

/** The longest piece, in characters: a few hundred tokens, about one matter. */
const LONGEST = 1_500;
/** Where a text is cut, best first. */
const JOINTS = ['\n\n', '\n', '. ', ' '] as const;

/** Cuts a text into pieces, each under the head so that it can stand alone; no text is one piece. */
export function cutText(head: string, text: string): string[] {
  const room = LONGEST - head.length - 1;
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > room) {
    const at = jointIn(rest.slice(0, room));
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...pieces, rest].map((piece) => (piece === '' ? head : `${head}\n${piece}`));
}

/** In the second half, so that pieces do not get small; at the end, where there is no joint. */
function jointIn(text: string): number {
  for (const joint of JOINTS) {
    const at = text.lastIndexOf(joint);
    if (at > text.length / 2) return at + joint.length;
  }
  return text.length;
}

export const contentHash = (text: string): string => createHash('sha256').update(text).digest('base64url');

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** How long an embedder that did not answer is left alone, in ms: twice as long each time, up to 5 minutes. */
export const pauseAfter = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
