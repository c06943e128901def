export interface PixCredentials {
  api_key: string;
}

export interface PixCharge {
  /** The gateway's id of the charge. */
  id: string;
  status: 'pending' | 'paid' | 'expired' | 'cancelled' | 'disputed' | 'refunded' | 'failed';
  amount_cents: number;
  /** The text a customer copies into the bank's app. */
  br_code: string | null;
  /** A `data:image/png;base64,` URL. */
  qr_image: string | null;
  payment_url: string | null;
  /** ISO 8601 UTC. */
  expires_at: string | null;
  metadata: Record<string, string>;
}

export interface NewPixCharge {
  amount_cents: number;
  description: string;
  expires_in_s: number;
  /** Our attempt id. The gateway may not deduplicate by it: see `findByAttempt`. */
  external_id: string;
  metadata: { order_id: string; attempt_id: string };
}

export interface PixRefund {
  /** Why it does not give the money back; null: it took the refund on. Done is what `getCharge` calls refunded. */
  refusal: 'insufficient_funds' | 'under_dispute' | 'not_refundable' | null;
}

/** Charging by PIX through a gateway. Every method throws `GatewayError`. */
export interface Pix {
  createCharge(credentials: PixCredentials, charge: NewPixCharge, signal?: AbortSignal): Promise<PixCharge>;
  /** The charge as the gateway has it now, amount included; null if it does not know the id. */
  getCharge(credentials: PixCredentials, id: string, signal?: AbortSignal): Promise<PixCharge | null>;
  /** Looks for a charge that was made although its answer never arrived, by `metadata.attempt_id`, whatever its status. */
  findByAttempt(
    credentials: PixCredentials,
    attempt_id: string,
    signal?: AbortSignal,
  ): Promise<PixCharge | null>;
  /** Asks for the whole of a paid charge to be given back. Safe to ask again only after a look at the charge. */
  refundCharge(
    credentials: PixCredentials,
    id: string,
    reason: string,
    signal?: AbortSignal,
  ): Promise<PixRefund>;
}
