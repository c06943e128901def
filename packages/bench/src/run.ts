import { parseArgs } from 'node:util';
import './leave-none.ts';

/** Every performance claim, as a command: `pnpm bench [name]`. */
const BENCHES: Record<string, () => Promise<{ run: (options: { seconds: number }) => Promise<void> }>> = {
  house: () => import('./house.ts'),
  addresses: () => import('./addresses.ts'),
  auth: () => import('./auth.ts'),
  products: () => import('./products.ts'),
  search: () => import('./search.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '4' } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
for (const name of names) {
  const load = BENCHES[name];
  if (!load) throw new Error(`No bench is named ${name}: ${Object.keys(BENCHES).join(', ')}`);
  await (await load()).run({ seconds: Number(values.seconds) });
}
