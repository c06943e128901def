import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DevStack, startDevStack } from '@vek1/testing/dev-stack';
import { chromium, type Page } from 'playwright-core';

const SHOTS = join(import.meta.dirname, '../../../node_modules/.cache/vek1/screenshots');

/** The product as `pnpm dev` starts it, with what `env` adds, and Debian's Chromium before it. */
export async function openBrowser(env: Record<string, string> = {}) {
  mkdirSync(SHOTS, { recursive: true });
  const stack = await startDevStack(env);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const complaints: string[] = [];
  return {
    stack,
    /** Errors on the console and thrown by pages. */
    complaints,
    /** Another person's browser: no cookie of anybody else's. */
    async newPerson(): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'pt-BR',
        timezoneId: 'America/Sao_Paulo',
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      return page;
    },
    /** With the caret as it is: hiding it changes what React has yet to meet. */
    shot: (page: Page, name: string) =>
      page.screenshot({ path: join(SHOTS, `${name}.png`), caret: 'initial' }),
    async close() {
      await browser.close();
      await stack.close();
    },
  };
}

export type OpenBrowser = Awaited<ReturnType<typeof openBrowser>>;

/** Enters as the owner of the demo shop, as a developer does. */
export async function enterDemo(page: Page, stack: DevStack): Promise<void> {
  await page.goto(`${stack.app_url}/entrar`);
  await page.getByTestId('sign-in-demo').click();
  await page.waitForURL('**/painel');
}

/** The letters to an address, the newest first, from the outbox of development. */
export async function lettersTo(stack: DevStack, address: string) {
  const answer = await fetch(`${stack.api_url}/dev/held/${encodeURIComponent('Outbox of e-mails')}`);
  const letters = (await answer.json()) as { to: string; subject: string; text: string }[];
  return letters.filter(({ to }) => to === address);
}

/** The link of the newest letter of that subject to an address. */
export async function linkTo(stack: DevStack, address: string, subject: string): Promise<string | undefined> {
  const letter = (await lettersTo(stack, address)).find((it) => it.subject === subject);
  return /https?:\S+/.exec(letter?.text ?? '')?.[0];
}

/** The simulator, as a customer sees it. */
export function customerOn(page: Page) {
  /** What the shop has written so far. */
  const answers = () => page.locator('[data-testid=bubble][data-direction=outbound]');
  /** What is done is answered. */
  async function answered(deed: () => Promise<unknown>): Promise<void> {
    const before = await answers().count();
    await deed();
    await answers().nth(before).waitFor({ timeout: 60_000 });
  }
  return {
    answers,
    say: (text: string) =>
      answered(async () => {
        await page.getByTestId('composer').fill(text);
        await page.getByTestId('send').click();
      }),
    sendFile: (name: string, mimeType: string, buffer: Buffer) =>
      answered(() => page.getByTestId('attach').setInputFiles({ name, mimeType, buffer })),
  };
}
