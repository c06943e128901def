/** What a port throws. `outcome` says whether the outside party may have done it all the same. */
export class GatewayError extends Error {
  /** `key_refused`: our credentials are wrong, and a person has to mend them. */
  readonly code: 'gateway_failed' | 'rate_limited' | 'key_refused';
  readonly gateway: string;
  /** `refused`: it surely did nothing. `unknown`: a time-out or a cut, look before asking again. */
  readonly outcome: 'refused' | 'unknown';
  /** Asking again would be refused again: it is the request that is wrong, or the key. */
  readonly final: boolean;
  readonly retry_after_ms: number | undefined;
  /** The party's own words, if it had any. */
  readonly said: string | undefined;

  constructor(init: {
    code: GatewayError['code'];
    gateway: string;
    outcome: 'refused' | 'unknown';
    message: string;
    final?: boolean;
    retry_after_ms?: number;
    said?: string;
    cause?: unknown;
  }) {
    super(init.message, { cause: init.cause });
    this.name = 'GatewayError';
    this.code = init.code;
    this.gateway = init.gateway;
    this.outcome = init.outcome;
    this.final = init.final ?? false;
    this.retry_after_ms = init.retry_after_ms;
    this.said = init.said;
  }
}
