import { z } from 'zod';
import { formatCents } from '../../kernel/money.ts';
import { Cep } from '../../store/contract.ts';
import { quoteDelivery } from '../../store/operations/quote-delivery.ts';
import { tool } from './tool.ts';

const said = (cents: number | null) => (cents === null ? null : formatCents(cents));

export const deliveryFeeTool = tool({
  name: 'delivery_fee',
  description:
    'A taxa de entrega para um CEP. `fee` nulo: a loja não entrega lá. `free_above`: valor dos produtos a partir do qual a entrega é grátis.',
  input: z.strictObject({ cep: Cep }),
  operation: quoteDelivery,
  bind: ({ store_id }, { cep }) => ({ store_id, cep }),
  show: ({ fee_cents, free_above_cents, pick_up }) => ({
    fee: said(fee_cents),
    free_above: said(free_above_cents),
    pick_up,
  }),
});
