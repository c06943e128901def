import type { Email } from '@vek1/core/ports/email';
import { z } from 'zod';
import { createOutboundCall } from '../outbound-call.ts';

export interface ResendOptions {
  base_url: string;
  api_key: string;
  /** `Name <address>` of a verified domain. */
  from: string;
  timeout_ms?: number;
}

const Complaint = z.looseObject({ name: z.string(), message: z.string() });

/** What Resend says of a refusal, e.g. `validation_error: the domain is not verified`. */
function reason(body: unknown): string | undefined {
  const said = Complaint.safeParse(body);
  return said.success ? `${said.data.name}: ${said.data.message}` : undefined;
}

/** E-mails by Resend. Its keys are remembered for 24 hours, so that a lost answer is asked for again. */
export function createResend({ base_url, api_key, from, timeout_ms = 10_000 }: ResendOptions): Email {
  const call = createOutboundCall({ gateway: 'resend', timeout_ms, reason });
  return {
    provider: 'resend',
    async send({ key, to, subject, text, html }, signal) {
      await call({
        method: 'POST',
        url: `${base_url.replace(/\/+$/, '')}/emails`,
        headers: {
          authorization: `Bearer ${api_key}`,
          // Without one the edge refuses.
          'user-agent': 'vek1',
          'idempotency-key': key,
        },
        body: { from, to: [to], subject, text, html },
        secret: api_key,
        retries: 2,
        signal,
      });
    },
  };
}
