export interface Found {
  index: number;
  text: string;
}

const FENCED = /^ *(```+|~~~+)[^\n]*\n([\s\S]*?)^ *\1/gm;
const INLINE = /`([^`\n]+)`/g;
const LINK = /\]\(\s*<?([^)\s>]+)|^\[[^\]]+\]:\s+(\S+)|\b(?:src|href)="([^"]+)"/gm;

/** The code of a Markdown text: spans, and blocks as a whole. */
export function codeOf(text: string): { spans: Found[]; blocks: Found[] } {
  const all = (pattern: RegExp, group: number, from: string): Found[] =>
    [...from.matchAll(pattern)].map((it) => ({
      index: it.index + it[0].indexOf(it[group] ?? ''),
      text: it[group] ?? '',
    }));
  return { spans: all(INLINE, 1, blank(text, FENCED)), blocks: all(FENCED, 2, text) };
}

/** Where a Markdown text links to inside the workspace, without anchors. */
export function linksOf(text: string): Found[] {
  const prose = blank(blank(text, FENCED), INLINE);
  return [...prose.matchAll(LINK)]
    .map((it) => ({ index: it.index, text: decodeURI(it[1] ?? it[2] ?? it[3] ?? '').replace(/[?#].*$/, '') }))
    .filter((it) => it.text !== '' && !/^([a-z][\w+.-]*:|\/\/)/i.test(it.text));
}

/** Puts spaces where the pattern matches, so that everything else keeps its index and its line. */
const blank = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (it) => it.replace(/[^\n]/g, ' '));
