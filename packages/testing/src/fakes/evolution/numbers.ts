/** A number's digits without the ninth digit of Brazilian mobiles: two forms of one phone are equal. */
export function canonicalNumber(number: string): string {
  if (number.endsWith('@lid')) return number;
  return (number.split('@')[0] ?? '').replace(/\D/g, '').replace(/^55(\d{2})9(\d{8})$/, '55$1$2');
}

/** The JID the server makes of what it is given: from area code 31 on it drops the ninth digit of mobiles. */
export function jidOf(number: string): string {
  if (/@(lid|s\.whatsapp\.net|g\.us)$/.test(number)) return number;
  const digits = number.replace(/\D/g, '');
  const [, area, local] = /^55(\d{2})\d(\d{8})$/.exec(digits) ?? [];
  const drops = area !== undefined && local !== undefined && Number(area) >= 31 && local >= '7';
  return `${drops ? `55${area}${local}` : digits}@s.whatsapp.net`;
}
