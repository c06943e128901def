import { type Area, FLOORS, isBelow, isTest, type Place, placeOf } from './place.ts';
import { packageOf, type Resolve } from './resolve-import.ts';
import type { Source } from './source.ts';
import type { Reason, Violation } from './violation.ts';

interface Layer extends Reason {
  /** Places by their relation to the importing file: `own tables`, `lower contract`; `type` in front: by `import type` only. */
  may: readonly string[];
  /** All, where it is left out. */
  libraries?: readonly RegExp[];
}

const everywhere = (area: Area): string[] => [`own ${area}`, `lower ${area}`, `upper ${area}`];
const OWN: readonly string[] = ['contract', 'tables', 'rules', 'events', 'operations', 'inside'].map(
  (it) => `own ${it}`,
);
const LOWER: readonly string[] = ['contract', 'tables', 'events', 'operations'].map((it) => `lower ${it}`);

/** What only a vendor's own gateway imports. */
const VENDOR_SDKS: Record<string, RegExp> = {
  erp: /^ipaddr\.js$/,
  llm: /^(ai|@ai-sdk\/.+)$/,
  ollama: /^(ai|ollama-ai-provider)$/,
  redis: /^(ioredis|rate-limiter-flexible)$/,
  resend: /^resend$/,
  s3: /^@aws-sdk\/.+$/,
  stripe: /^stripe$/,
};

const USE_CASE: Layer = {
  may: ['kernel', 'ports', ...OWN, ...LOWER],
  why: 'a domain knows itself and the contracts, events, tables and operations of the domains below it',
  mend: 'call an operation of a lower domain, or let the upper domain subscribe to an event',
};
const LEAF = 'contracts, tables, rules and events are leaves, so that anyone may import them';

/** `roof` and `outside` may import anything of the workspace. */
const LAYERS: Partial<Record<Area, Layer>> = {
  kernel: {
    may: ['kernel', 'ports'],
    why: 'the kernel knows no domain',
    mend: 'pass it in, or move the code into the domain',
  },
  ports: {
    may: ['kernel', 'ports'],
    libraries: [/^zod$/],
    why: 'a port is an interface in our words',
    mend: 'move what needs it into the gateway',
  },
  contract: {
    may: ['kernel', 'ports', ...everywhere('contract')],
    libraries: [/^zod$/],
    why: LEAF,
    mend: 'keep to zod, the kernel and other contracts',
  },
  tables: {
    may: ['kernel', 'ports', ...everywhere('tables'), ...everywhere('contract').map((it) => `type ${it}`)],
    libraries: [/^drizzle-orm$/],
    why: LEAF,
    mend: 'keep to drizzle, tables that foreign keys point at, and `import type` of contracts',
  },
  rules: {
    may: ['own contract'],
    libraries: [/^(zod|node:crypto|libphonenumber-js)$/],
    why: 'rules decide by what they are given, and are tested without anything running',
    mend: 'pass it in as an argument, or move the code to an operation',
  },
  events: {
    may: ['kernel', ...everywhere('contract')],
    libraries: [/^zod$/],
    why: LEAF,
    mend: 'keep to zod, the kernel and contracts',
  },
  operations: USE_CASE,
  inside: USE_CASE,
  faces: {
    may: ['kernel', 'faces'],
    why: 'the faces are derived from the kernel and know no domain',
    mend: 'let the app pass it in',
  },
  gateway: {
    may: ['ports', 'own gateway', 'shared gateway'],
    libraries: [/^(zod|cockatiel|node:.+)$/, ...Object.values(VENDOR_SDKS)],
    why: "a gateway turns one vendor's words into a port's",
    mend: 'pass it in from the app, or widen the port',
  },
};

interface Home extends Reason {
  library: RegExp;
  homes: readonly string[];
}

/** Libraries that live in one place. */
const HOMES: readonly Home[] = [
  {
    library: /^drizzle-/,
    homes: ['packages/core/'],
    why: 'rows are read and written by the domain that owns them',
    mend: 'call an operation, or export what is needed from a file of core',
  },
  {
    library: /^@dbos-inc\//,
    homes: ['packages/faces/src/durable.ts'],
    why: 'the durable engine is one face: operations are enqueued by name',
    mend: "use a handler's `enqueue`",
  },
  ...Object.entries(VENDOR_SDKS).map(([vendor, library]) => ({
    library,
    homes: [`packages/gateways/${vendor}/`],
    why: 'an SDK stays in its gateway',
    mend: 'speak to its port',
  })),
];

/** Every import that the file's place forbids. */
export function checkLayers(source: Source, resolve: Resolve): Violation[] {
  const from = placeOf(source.path);
  const violations: Violation[] = [];
  const add = (rule: string, line: number, what: string, { why, mend }: Reason) =>
    violations.push({ path: source.path, line, rule, what, why, mend });

  if (from.unit && from.area !== 'gateway' && !FLOORS.includes(from.unit)) {
    add('layers', 1, `${from.unit} has no floor`, {
      why: 'domains use those below them',
      mend: 'give it its place in FLOORS of infra/verify/place.ts',
    });
  }
  const layer = isTest(source.path) ? undefined : LAYERS[from.area];
  for (const { specifier, line, typeOnly } of source.imports) {
    const target = resolve(source.path, specifier);
    if (target) {
      const relation = relate(from, placeOf(target));
      const allowed = layer?.may.includes(relation) || (typeOnly && layer?.may.includes(`type ${relation}`));
      if (layer && !allowed) add('layers', line, `imports ${target}`, layer);
    } else if (!/^[.@]\//.test(specifier)) {
      const library = packageOf(specifier);
      const home = HOMES.find((it) => it.library.test(library));
      if (home && !home.homes.some((it) => source.path.startsWith(it)))
        add('libraries', line, `imports ${library}`, home);
      else if (layer?.libraries?.every((it) => !it.test(library)))
        add('libraries', line, `imports ${library}`, layer);
    }
  }
  return violations;
}

function relate(from: Place, to: Place): string {
  if (to.area === 'gateway' && !to.unit) return 'shared gateway';
  if (!to.unit) return to.area;
  if (to.unit === from.unit) return `own ${to.area}`;
  return `${isBelow(to, from) ? 'lower' : 'upper'} ${to.area}`;
}
