import { parseArgs } from 'node:util';
import './leave-none.ts';

interface Proof {
  /** Whether it holds. */
  prove: (options: { orders: number | undefined }) => Promise<boolean>;
}

/** Long proofs, small by default, large by flag: `pnpm prove [name]`. */
const PROOFS: Record<string, () => Promise<Proof>> = {
  money: () => import('./money.ts'),
  restarts: () => import('./restarts.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { orders: { type: 'string' } },
});
const names = positionals.length > 0 ? positionals : Object.keys(PROOFS);
for (const name of names) {
  const load = PROOFS[name];
  if (!load) throw new Error(`No proof is named ${name}: ${Object.keys(PROOFS).join(', ')}`);
  const orders = values.orders === undefined ? undefined : Number(values.orders);
  if (!(await (await load()).prove({ orders }))) process.exitCode = 1;
}
