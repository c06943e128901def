import type { PaymentMethod } from '../payment/contract.ts';

export interface Payment {
  /** The ways of paying that the store takes; none: it sells nothing here. */
  methods: PaymentMethod[];
  /** What the merchant says of paying on delivery. */
  cod_instructions: string | null;
}

const NAMES: Record<PaymentMethod, string> = {
  pix: 'PIX, com confirmação automática',
  manual_pix:
    'PIX com comprovante: o cliente paga, manda a foto ou o PDF por aqui, e a loja confere e confirma',
  cash_on_delivery:
    'em dinheiro na entrega: pergunte se precisa de troco e para quanto; a loja confirma o pedido',
};

/** What the model is told of paying at this store: exactly what it takes. No amounts: those come from tools. */
export function paymentLines({ methods, cod_instructions }: Payment): string[] {
  const [only, ...others] = methods;
  if (!only)
    return ['A loja não recebe pedidos por aqui agora: se o cliente quiser comprar, chame uma pessoa.'];
  const lines =
    others.length > 0
      ? [
          `Formas de pagamento, e nenhuma outra: ${methods.map((method) => NAMES[method]).join('; ')}.`,
          'Se o cliente não disser como quer pagar, pergunte antes de fazer o pedido.',
        ]
      : [only === 'pix' ? 'A forma de pagamento é PIX.' : `A única forma de pagamento: ${NAMES[only]}.`];
  const door = cod_instructions?.replace(/\s+/g, ' ').trim();
  if (door && methods.includes('cash_on_delivery'))
    lines.push(`Sobre pagar na entrega, a loja diz: "${door}"`);
  return lines;
}
