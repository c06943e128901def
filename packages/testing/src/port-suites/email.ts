import type { Email, OutgoingEmail } from '@vek1/core/ports/email';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A provider at work, and the letter-boxes on its other side. */
export interface EmailSubject {
  email: Email;
  /** What arrived, oldest first. */
  received(): Pick<OutgoingEmail, 'to' | 'subject' | 'text' | 'html'>[];
  close(): Promise<void>;
}

const LETTER: OutgoingEmail = {
  to: 'ana@loja.example',
  subject: 'Sua senha na vek1',
  text: 'Olá, Ação! Um link: https://app.vek1.example/redefinir?token=abc',
  html: '<p>Olá, Ação!</p>',
  key: 'email/1',
};

/** What any `Email` must do, whoever stands behind it. */
export function emailSuite(name: string, start: () => Promise<EmailSubject>): void {
  describe(`Email by ${name}`, () => {
    let subject: EmailSubject;
    beforeEach(async () => {
      subject = await start();
    });
    afterEach(() => subject.close());

    it('delivers a letter as it was written', async () => {
      await subject.email.send(LETTER);
      const { key: _, ...letter } = LETTER;
      expect(subject.received()).toMatchObject([letter]);
    });

    it('delivers the letter of one key once', async () => {
      await subject.email.send(LETTER);
      await subject.email.send(LETTER);
      await subject.email.send({ ...LETTER, key: 'email/2' });
      expect(subject.received()).toHaveLength(2);
    });
  });
}
