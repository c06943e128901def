import { GatewayError } from '@vek1/core/ports/gateway-error';

/** Stands where a gateway is not configured: nothing fails at the start, and every call names what is missing. */
export function unconfigured<Port extends object>(gateway: string): Port {
  return new Proxy({} as Port, {
    get: () => async () => {
      throw new GatewayError({
        code: 'gateway_failed',
        gateway,
        outcome: 'refused',
        message: `${gateway} is not configured`,
      });
    },
  });
}
