import { z } from 'zod';

/** Why there was no answer. `insecure_address` and `private_address` were not even asked. */
export const ErpFailure = z.enum([
  'insecure_address',
  'private_address',
  'unknown_host',
  'refused',
  'certificate',
  'timeout',
  'connection_lost',
]);
export type ErpFailure = z.infer<typeof ErpFailure>;

/** What came of a call: an answer of whatever status, or why there was none. */
export const ErpAnswer = z.object({
  /** Of HTTP; null where nobody answered. Redirects are answers: they are not followed. */
  status: z.int().nullable(),
  /** null where somebody answered. */
  failure: ErpFailure.nullable(),
  /** The system's word for a failure, or where a redirect points. */
  detail: z.string().nullable(),
  /** Its first 200 characters. */
  body: z.string(),
  retry_after_ms: z.int().nullable(),
  latency_ms: z.int(),
});
export type ErpAnswer = z.infer<typeof ErpAnswer>;

/** A merchant's own address: nobody vouches for where it leads, who answers there, or how much. */
export interface Erp {
  /** Posts JSON once. Throws `GatewayError` only when the caller gives up waiting. */
  post(
    call: { url: string; headers: Record<string, string>; body: string },
    signal?: AbortSignal,
  ): Promise<ErpAnswer>;
}
