import { demo } from '@vek1/testing/demo';
import { startDevStack } from '@vek1/testing/dev-stack';
import { median } from './load.ts';

const ROUNDS = 40;
const WARM = 3;
const PASSWORD = 'uma senha que ninguem tem';

/** What a stranger may ask about an address. */
const DOORS: Record<string, (email: string) => object> = {
  'sign-up/email': (email) => ({ name: 'Ana', email, password: PASSWORD }),
  'sign-in/email': (email) => ({ email, password: PASSWORD }),
  'request-password-reset': (email) => ({ email, redirectTo: '/redefinir-senha' }),
  'send-verification-email': (email) => ({ email }),
};

let asked = 0;

async function timed(app_url: string, door: string, email: string): Promise<number> {
  asked += 1;
  const begun = performance.now();
  const answer = await fetch(`${app_url}/api/auth/${door}`, {
    method: 'POST',
    // From another place each time: nobody may ask so often.
    headers: {
      origin: app_url,
      'content-type': 'application/json',
      'x-forwarded-for': `198.51.${asked >> 8}.${asked & 255}`,
    },
    body: JSON.stringify(DOORS[door]?.(email)),
  });
  await answer.text();
  if (answer.status === 429 || answer.status >= 500) throw new Error(`${door} answers ${answer.status}`);
  return performance.now() - begun;
}

/** How long a door takes for a known and for an unknown address, in turns: the first of one turn is the last of the next. */
async function compare(app_url: string, door: string): Promise<void> {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const turn = [
      ['known', demo.owner.email],
      ['unknown', `ninguem-${asked}@loja.example`],
    ] as const;
    for (const [which, email] of round % 2 === 0 ? turn : turn.toReversed()) {
      const ms = await timed(app_url, door, email);
      if (round >= 0) times[which].push(ms);
    }
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  const half = (rest: number) => median(times.known.filter((_, round) => round % 2 === rest));
  console.log(
    `  ${door.padEnd(24)} known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms, ratio ${(known / unknown).toFixed(3)}; known to itself ${(half(0) / half(1)).toFixed(3)}`,
  );
}

/** What the time of an answer tells of an address, from the app as `pnpm dev` runs it. */
export async function run(): Promise<void> {
  const stack = await startDevStack({ TRUST_PROXY: '1' });
  try {
    console.log(
      `answers about an address, medians of ${ROUNDS} of each; what a known one is to itself is noise`,
    );
    for (const door of Object.keys(DOORS)) await compare(stack.app_url, door);
  } finally {
    await stack.close();
  }
}
