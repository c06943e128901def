export interface SentMessage {
  /** The gateway's id of the message: its echo and its receipts carry it. */
  key_id: string;
}

/** Writing and reading on WhatsApp. Every method throws `GatewayError`. The gateway has no idempotency key. */
export interface Messaging {
  sendText(
    message: { instance: string; to: string; text: string },
    signal?: AbortSignal,
  ): Promise<SentMessage>;
  sendImage(
    message: { instance: string; to: string; image_base64: string; mimetype: string; caption?: string },
    signal?: AbortSignal,
  ): Promise<SentMessage>;
  /** The picture or document of a message that came in, by the gateway's id of it. Final where it is gone. */
  getMedia(message: { instance: string; key_id: string }, signal?: AbortSignal): Promise<Uint8Array>;
}
