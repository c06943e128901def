/** The domains, ground floor first: each uses those before it, never those after it. */
export const FLOORS: readonly string[] = [
  'identity',
  'company',
  'email',
  'task',
  'store',
  'stock',
  'catalog',
  'erp',
  'knowledge',
  'lead',
  'usage',
  'billing',
  'payment',
  'order',
  'agent',
  'messaging',
  'chat',
  'dashboard',
  'audit',
  'account',
];

const LEAVES = ['contract', 'tables', 'rules', 'events'] as const;

export type Area =
  | (typeof LEAVES)[number]
  | 'operations'
  | 'inside'
  | 'kernel'
  | 'ports'
  | 'roof'
  | 'faces'
  | 'gateway'
  | 'outside';

/** Where a file stands: `unit` is its domain, or the vendor of a gateway (none: shared by all gateways). */
export interface Place {
  area: Area;
  unit?: string;
}

/** `inside`: a domain's other files; `roof`: core's own lists and commands; `outside`: apps, tests' harness, tools. */
export function placeOf(path: string): Place {
  const [top, name, ...rest] = path.split('/');
  if (top !== 'packages') return { area: 'outside' };
  if (name === 'faces') return { area: 'faces' };
  if (name === 'gateways') return { area: 'gateway', unit: rest.length > 1 ? rest[0] : undefined };
  if (name !== 'core') return { area: 'outside' };
  const [src, unit, file] = rest;
  if (src !== 'src' || unit === undefined || file === undefined || unit === 'bin') return { area: 'roof' };
  if (unit === 'kernel' || unit === 'ports') return { area: unit };
  const leaf = LEAVES.find((it) => file === `${it}.ts`);
  return { area: leaf ?? (file === 'operations' ? 'operations' : 'inside'), unit };
}

/** Tests and what only they use may reach anywhere. */
export const isTest = (path: string): boolean => /\.(test|fixture|e2e)\.tsx?$/.test(path);

/** Whether the domain of `one` is below that of `other`. */
export const isBelow = (one: Place, other: Place): boolean =>
  FLOORS.indexOf(one.unit ?? '') < FLOORS.indexOf(other.unit ?? '');
