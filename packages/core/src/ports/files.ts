/** Where the bytes are kept that people send. Every method throws `GatewayError`. */
export interface Files {
  /** `key`: words of letters, digits, `-` and `_`, with slashes between. What was kept under it is replaced, whole. */
  put(key: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** null where nothing is kept. */
  get(key: string, signal?: AbortSignal): Promise<Uint8Array | null>;
}
