import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { GatewayError } from '../../ports/gateway-error.ts';
import { settleEmail } from './settle-email.ts';
import { takeEmail } from './take-email.ts';

export const deliverEmail = flow({
  name: 'email.deliver',
  summary: 'Sends one letter; run again it is the same letter to the provider',
  access: internal.global,
  input: z.strictObject({ id: Id }),
  output: z.object({}),
}).handle(async ({ gateways, call, signal }, { id }) => {
  const { letter } = await call(takeEmail, { id });
  if (!letter) return {};
  try {
    await gateways.email.send({ ...letter, key: `email/${id}` }, signal);
    await call(settleEmail, { id, status: 'sent', error: null });
  } catch (error) {
    if (!(error instanceof GatewayError) || !error.final) throw error;
    await call(settleEmail, { id, status: 'failed', error: error.message });
  }
  return {};
});
