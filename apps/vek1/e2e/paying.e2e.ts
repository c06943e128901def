import { demo } from '@vek1/testing/demo';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerOn, enterDemo, type OpenBrowser, openBrowser } from './browser.fixture.ts';

let opened: OpenBrowser;
let page: Page;
beforeAll(async () => {
  opened = await openBrowser();
  page = await opened.newPerson();
  await enterDemo(page, opened.stack);
});
afterAll(() => opened?.close());

const shot = (name: string) => opened.shot(page, name);
const settings = () => page.goto(`${opened.stack.app_url}/configuracoes/pagamentos`);
const simulator = () => page.goto(`${opened.stack.app_url}/simulador`);
async function save(card: string): Promise<void> {
  await page.getByTestId(`save-${card}`).click();
  await saved(card);
}
/** There is nothing left to save. */
async function saved(card: string): Promise<void> {
  await page.locator(`[data-testid=save-${card}]:disabled:not([aria-busy=true])`).waitFor();
}

/** Opens the order that the customer of the simulator made last. */
async function openOrder(): Promise<void> {
  await page.getByTestId('latest-order').getByTestId('order-number').click();
  await page.getByTestId('order-timeline').waitFor();
}
const orderIs = (status: string) =>
  expect.poll(() => page.getByTestId('order-status').first().getAttribute('data-status')).toBe(status);

it('the merchant turns on a PIX key and the door; customers pay both ways, a receipt is refused, another accepted', async ({
  onTestFailed,
}) => {
  onTestFailed(async () => {
    await shot('falha');
  });
  const { answers, say, sendFile } = customerOn(page);

  await settings();
  await page.getByTestId('pix-key').fill('51998259765');
  await page.getByText('Escolha o tipo da chave.').waitFor();
  await page.getByTestId('pix-key-type').selectOption('cpf');
  await page.getByTestId('pix-key').fill('529.982.247-24');
  await page.getByText('Não é um CPF válido.').waitFor();
  await page.getByTestId('pix-key').fill('529.982.247-25');
  await page.getByText('Fica salva como 52998224725').waitFor();
  await page.getByTestId('manual-pix-on').click();
  await page.getByText('Falta o nome.').waitFor();
  await page.getByTestId('pix-name').fill('Empório da Ana');
  await page.getByTestId('pix-city').fill('São Paulo');
  await shot('pagamentos');
  // Where the money goes is changed by who knows the password, not by who finds the screen open.
  await page.getByTestId('save-manual-pix').click();
  await page.getByTestId('reauth-password').fill('nao-e-esta');
  await page.getByTestId('confirm-reauth').click();
  await page.getByTestId('form-error').filter({ hasText: 'A senha não confere.' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Voltar' }).click();
  await page.getByText('Nada mudou: falta confirmar sua senha.').waitFor();
  await page.getByTestId('save-manual-pix').click();
  await page.getByTestId('reauth-password').fill(demo.owner.password);
  await shot('confirmar-senha');
  await page.getByTestId('confirm-reauth').click();
  await saved('manual-pix');
  await page.getByTestId('door-on').click();
  await page.getByTestId('door-most').fill('300,00');
  await page.getByTestId('door-instructions').fill('Só na zona sul, até as 20h.');
  await save('door');
  await page.reload();
  await page.getByTestId('door-most').waitFor();
  expect(await page.getByTestId('pix-key').inputValue()).toBe('52998224725');
  expect(await page.getByTestId('door-most').inputValue()).toBe('300,00');

  await page.getByRole('link', { name: 'Entrega', exact: true }).click();
  await page.getByTestId('add-range').click();
  const added = page.getByTestId('cep-range').last();
  await added.getByTestId('range-cep_from').fill('05000-000');
  await added.getByTestId('range-cep_to').fill('06999-999');
  await added.getByTestId('range-fee').fill('12,00');
  await page.getByText('Outra faixa já tem parte destes CEPs.').first().waitFor();
  await added.getByTestId('range-cep_from').fill('06000-000');
  await shot('entrega');
  await save('delivery');
  await page.reload();
  await page.getByTestId('cep-range').nth(1).waitFor();

  await simulator();
  await say('quero dois café bourbon amarelo em grãos');
  await expect.poll(() => answers().last().innerText()).toContain('Como prefere pagar');
  await say('pix manual, e retiro na loja');
  await answers().filter({ hasText: '000201' }).first().waitFor({ timeout: 60_000 });
  await shot('simulador-pix-manual');
  await openOrder();
  await orderIs('awaiting_proof');
  await page.getByTestId('change-to-pix').waitFor();
  await shot('pedido-pix-manual');

  const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 480, height: 640 } });
  await simulator();
  await sendFile('comprovante.png', 'image/png', picture);
  await answers().filter({ hasText: 'Recebemos o comprovante' }).first().waitFor({ timeout: 60_000 });
  await shot('simulador-comprovante');
  await openOrder();
  await orderIs('proof_submitted');
  await page.getByTestId('proof-picture').waitFor();
  await shot('pedido-comprovante');
  await page.getByTestId('reject-proof').click();
  await page.getByTestId('reason').fill('o valor está errado');
  await shot('pedido-recusar');
  await page.getByTestId('confirm-reason').click();
  await orderIs('awaiting_proof');

  await simulator();
  await answers().filter({ hasText: 'o valor está errado' }).first().waitFor({ timeout: 60_000 });
  await sendFile('comprovante.pdf', 'application/pdf', Buffer.from('%PDF-1.7 outro'));
  await openOrder();
  await orderIs('proof_submitted');
  await page.getByTestId('proof-pdf').waitFor();
  await page.getByTestId('accept-proof').click();
  await orderIs('confirmed');
  await shot('pedido-aceito');

  await simulator();
  await say('quero mais um café bourbon amarelo em grãos');
  await say('quero pagar na entrega, troco para 100');
  await expect.poll(() => answers().last().innerText()).toContain('Você retira na loja ou prefere receber?');
  await say('entrega na Rua das Flores, 123, CEP 01310-100');
  await expect.poll(() => answers().last().innerText()).toContain('Levamos troco para R$ 100,00');
  await expect.poll(() => page.getByTestId('latest-order').innerText()).toContain('51,90');
  await openOrder();
  await orderIs('pending');
  await expect.poll(() => page.getByTestId('change').innerText()).toContain('levar R$ 48,10');
  expect(await page.getByTestId('delivery-fee').innerText()).toContain('R$ 9,00');
  expect(await page.getByTestId('delivery').innerText()).toContain('Rua das Flores, 123');
  await shot('pedido-na-entrega');
  await page.getByTestId('action-confirmed').click();
  await orderIs('confirmed');
  await page.getByTestId('action-shipped').click();
  await page.getByTestId('tracking-code').fill('BR123456789BR');
  await page.getByTestId('tracking-url').fill('https://rastreio.example/BR123456789BR');
  await shot('pedido-enviar');
  await page.getByTestId('confirm-reason').click();
  await orderIs('shipped');
  expect(await page.getByTestId('delivery').innerText()).toContain('BR123456789BR');
  await page.getByTestId('action-delivered').click();
  await page.getByTestId('confirm-reason').click();
  await orderIs('delivered');
  await expect.poll(() => page.getByTestId('payment-state').innerText()).toContain('recebidos');
  await shot('pedido-entregue');

  await page.setViewportSize({ width: 390, height: 844 });
  await settings();
  await page.getByTestId('pix-key').waitFor();
  await shot('pagamentos-celular');
  // The console repeats what was refused: the key twice, and the wrong password.
  expect(opened.complaints).toEqual(['403', '400', '403'].map((status) => expect.stringContaining(status)));
});
