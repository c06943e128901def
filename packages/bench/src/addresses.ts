import { demo } from '@vek1/testing/demo';
import { startDevStack } from '@vek1/testing/dev-stack';
import { median } from './load.ts';

const ROUNDS = 30;
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

/** How long an answer about an address takes, known and unknown in turns, from the app as `pnpm dev` runs it. */
export async function run(): Promise<void> {
  const stack = await startDevStack({ TRUST_PROXY: '1' });
  try {
    console.log(`what the time of an answer tells of an address, medians of ${ROUNDS} each, in turns`);
    for (const door of Object.keys(DOORS)) {
      const [known, unknown]: [number[], number[]] = [[], []];
      for (let round = -WARM; round < ROUNDS; round += 1) {
        const first = await timed(stack.app_url, door, demo.owner.email);
        const second = await timed(stack.app_url, door, `ninguem-${asked}@loja.example`);
        if (round < 0) continue;
        known.push(first);
        unknown.push(second);
      }
      const [of_known, of_unknown] = [median(known), median(unknown)];
      console.log(
        `  ${door.padEnd(24)} known ${of_known.toFixed(1).padStart(6)} ms, unknown ${of_unknown.toFixed(1).padStart(6)} ms, ratio ${(of_known / of_unknown).toFixed(3)}`,
      );
    }
  } finally {
    await stack.close();
  }
}
