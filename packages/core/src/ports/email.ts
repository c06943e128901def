export interface OutgoingEmail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same key sends once, for 24 hours at least. */
  key: string;
}

/** Writing e-mails. Throws `GatewayError`; after an unknown outcome the same key may be sent again. */
export interface Email {
  /** Who sends, as `/health` and logs name it. */
  readonly provider: string;
  send(email: OutgoingEmail, signal?: AbortSignal): Promise<void>;
}
