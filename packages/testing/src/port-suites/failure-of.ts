import { GatewayError } from '@vek1/core/ports/gateway-error';
import { expect } from 'vitest';

/** The error of a call that must fail; anything but a `GatewayError` fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<GatewayError> {
  const error = await call.then(
    () => expect.fail('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof GatewayError) return error;
  throw error;
}
