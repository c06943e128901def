/** What the instructions say of the shop, where they say it in a way we know. */
export interface Shop {
  name?: string;
  attendant?: string;
  greeting?: string;
  /** The customer's first name. */
  customer?: string;
  /** Lines such as `Horário: seg a sex, 9h às 18h`, for questions no tool answers. */
  fact(topic: RegExp): string | undefined;
}

const NAME = [
  /\batendente da loja (.+?) no WhatsApp\b/,
  /^[ \t*•-]*(?:nome d[ao] loja|loja|empresa) ?: ?(.+)$/im,
  /\bloja\s+(?:chamada\s+)?["“'*]+([^"”'*\n]+)["”'*]/i,
  /\b(?:da|na|pela|à) loja\s+((?:\p{Lu}[\p{L}\d&'.-]*|d[aeo]s?|e|&)(?:\s+(?:\p{Lu}[\p{L}\d&'-]*|d[aeo]s?|e|&))*)/u,
  /\b(?:atendente|vendedora?|assistente(?: virtual| de vendas)?)\s+(?:da|do|de)\s+((?:\p{Lu}[\p{L}\d&'-]*)(?:\s+(?:\p{Lu}[\p{L}\d&'-]*|d[aeo]s?|e|&))*)/u,
];
const ATTENDANT = [
  /^[ \t*•-]*(?:nome d[ao] (?:agente|atendente)|atendente|agente|persona) ?: ?["“]?(\p{Lu}\p{L}+)/imu,
  /\b(?:[Ss]eu nome é|[Vv]ocê se chama|[Vv]ocê é)\s+(?:[ao]\s+)?(\p{Lu}\p{L}+)/u,
];
const CUSTOMER = [/\b[Oo] cliente se chama (\p{L}+)/u];
const GREETING = [
  /\bao cumprimentar, use: ?["“](.+?)["”]\s*$/im,
  /^[ \t*•-]*(?:sauda[çc][ãa]o|mensagem de boas-vindas) ?: ?["“]?(.+?)["”]?\s*$/im,
];

export function shopOf(instructions: string): Shop {
  const first = (patterns: RegExp[]) =>
    patterns.map((pattern) => pattern.exec(instructions)?.[1]?.trim()).find((found) => found);
  const lines = instructions.split('\n').map((line) => line.replace(/^\s*[-*•]\s*/, '').trim());
  return {
    name: first(NAME)?.replace(/[.,;]+$/, ''),
    attendant: first(ATTENDANT),
    greeting: first(GREETING),
    customer: first(CUSTOMER),
    // A line with an amount is left alone: no figure is said that no tool gave.
    fact: (topic) =>
      lines.find((line) => topic.test(line.split(':')[0] ?? '') && /:\s*\S/.test(line) && !/R\$/.test(line)),
  };
}
