import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { FileContent } from '../../kernel/file.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { CodeFormat } from '../../payment/contract.ts';
import { drawCode } from '../../payment/operations/draw-code.ts';
import { orders } from '../tables.ts';

export const showPixQr = query({
  name: 'order.showPixQr',
  summary: 'The PIX code that an order can be paid by now, as a picture; 404 where there is none',
  access: app.row(orders).orService,
  rest: { method: 'get', path: '/internal/orders/{id}/pix-qr', answers_file: true },
  input: z.strictObject({ id: Id, format: CodeFormat.default('svg') }),
  output: FileContent,
}).handle(({ call }, { id, format }) => call(drawCode, { order_id: id, format }));
