export type Style = 'bold' | 'italic' | 'strike' | 'mono' | 'link' | null;

export interface Run {
  text: string;
  style: Style;
}

// A mark counts only at a word's edge, with no space inside: `2*3*4` is arithmetic.
const MARKED =
  /(?<![\p{L}\d])(?:```([^`]+)```|\*([^\s*](?:[^*\n]*[^\s*])?)\*|_([^\s_](?:[^_\n]*[^\s_])?)_|~([^\s~](?:[^~\n]*[^\s~])?)~)(?![\p{L}\d])|(https?:\/\/[^\s]+[^\s.,;:!?)\]])/gu;

/** Cuts a message into runs as WhatsApp shows them: `*bold*`, `_italic_`, `~strike~`, monospace, links. */
export function whatsappRuns(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKED)) {
    const [whole, mono, bold, italic, strike, link] = match;
    if (match.index > at) runs.push({ text: text.slice(at, match.index), style: null });
    if (mono !== undefined) runs.push({ text: mono, style: 'mono' });
    else if (bold !== undefined) runs.push({ text: bold, style: 'bold' });
    else if (italic !== undefined) runs.push({ text: italic, style: 'italic' });
    else if (strike !== undefined) runs.push({ text: strike, style: 'strike' });
    else runs.push({ text: link ?? whole, style: 'link' });
    at = match.index + whole.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), style: null });
  return runs;
}
