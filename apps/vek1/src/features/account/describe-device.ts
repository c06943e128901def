const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iPhone ou iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
];

const named = (agent: string, names: readonly [RegExp, string][]) =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** A device as its owner would call it: as much as they need to tell their own from another's. */
export function describeDevice(user_agent: string | null | undefined): string {
  const agent = user_agent ?? '';
  const parts = [named(agent, BROWSERS), named(agent, SYSTEMS)].filter(Boolean);
  return parts.join(' no ') || 'Aparelho desconhecido';
}
