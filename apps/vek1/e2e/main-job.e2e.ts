import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerOn, enterDemo, type OpenBrowser, openBrowser } from './browser.fixture.ts';

const PRODUCT = 'Café Bourbon Amarelo em Grãos 250g';

let opened: OpenBrowser;
let page: Page;
let app_url: string;
beforeAll(async () => {
  opened = await openBrowser();
  app_url = opened.stack.app_url;
  page = await opened.newPerson();
  await enterDemo(page, opened.stack);
});
afterAll(() => opened?.close());

const shot = (name: string) => opened.shot(page, name);

async function availableUnits(): Promise<number> {
  await page.goto(`${app_url}/produtos`);
  await page.getByTestId('product-search').fill(PRODUCT);
  const row = page.getByTestId('product').filter({ hasText: PRODUCT }).first();
  return Number((await row.getByTestId('stock-available').innerText()).replace(/\D/g, ''));
}

describe('a customer in the simulator', () => {
  it('asks for a product and its price, orders two, pays by PIX; the order is confirmed and the stock falls by two', async () => {
    const { answers, say } = customerOn(page);
    const before = await availableUnits();
    await shot('produtos');

    await page.goto(`${app_url}/simulador`);
    await say('oi, tudo bem?');
    await say('vocês têm café em grãos?');
    await say('quanto custa o café bourbon amarelo?');
    await expect.poll(() => answers().last().innerText()).toContain('R$ 42,90');
    await shot('simulador-preco');

    await say('quero dois');
    await expect
      .poll(() => answers().last().innerText())
      .toContain('Você retira na loja ou prefere receber?');
    await say('retiro na loja');
    await answers().filter({ hasText: '000201' }).first().waitFor({ timeout: 60_000 });
    await expect
      .poll(() =>
        answers()
          .allInnerTexts()
          .then((texts) => texts.join('\n')),
      )
      .toContain('R$ 85,80');
    await shot('simulador-pix');

    await page.getByTestId('pay').first().click();
    await answers().filter({ hasText: 'Pagamento confirmado' }).waitFor({ timeout: 60_000 });
    const number = (await page.getByTestId('latest-order').getByTestId('order-number').innerText()).trim();
    await shot('simulador-pago');

    await page.goto(`${app_url}/pedidos`);
    await page.getByText(number, { exact: true }).first().waitFor();
    await shot('pedidos');
    await page.getByText(number, { exact: true }).first().click();
    await page.getByTestId('order-timeline').waitFor();
    expect(await page.getByTestId('order-status').first().getAttribute('data-status')).toBe('confirmed');
    await shot('pedido');

    expect(await availableUnits()).toBe(before - 2);
    await page.goto(`${app_url}/painel`);
    await page.getByTestId('dashboard').waitFor();
    await shot('painel');
    expect(opened.complaints).toEqual([]);
  });
});

describe('a merchant who looks on', () => {
  it('sees what a customer writes as it comes, and meanwhile asks for nothing', async () => {
    const merchant = await opened.newPerson();
    await enterDemo(merchant, opened.stack);
    await merchant.clock.install();
    const watched = merchant.waitForResponse(/dashboard\.watch/);
    const asked: string[] = [];
    await merchant.goto(`${app_url}/conversas`);
    await watched;
    const newest = merchant.getByTestId('conversation').first();
    await newest.waitFor();
    await merchant.waitForLoadState('load');
    merchant.on('request', (request) => asked.push(request.url()));
    // Longer than any list waits between two questions, when it has to ask.
    await merchant.clock.runFor(20_000);
    expect(asked).toEqual([]);
    await merchant.clock.resume();

    const { answers, say } = customerOn(page);
    await page.goto(`${app_url}/simulador`);
    await say('vocês entregam em Manaus?');
    const answer = await answers().last().locator('p').innerText();
    expect(answer).not.toBe('');
    await expect.poll(() => newest.innerText(), { timeout: 20_000 }).toContain(answer.slice(0, 20));
    await newest.click();
    await merchant.getByTestId('answer-trace').last().waitFor();
    await opened.shot(merchant, 'conversa');

    await merchant.goto(`${app_url}/clientes`);
    await merchant.getByTestId('lead').first().getByRole('link').click();
    await merchant.getByTestId('lead-history').waitFor();
    await opened.shot(merchant, 'cliente');
    await merchant.close();
  });
});
