import type { Messaging } from '@vek1/core/ports/messaging';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';

export interface ReceivedMessage {
  key_id: string;
  kind: string;
  text: string | null;
  /** A `data:` URL. */
  image?: string;
}

/** A gateway at work, and the phones on its other side. */
export interface MessagingSubject {
  messaging: Messaging;
  /** An instance that is linked. */
  instance: string;
  /** One that exists and is not. */
  closed_instance: string;
  /** What a customer's phone shows, oldest first. */
  receivedBy(number: string): ReceivedMessage[];
  /** A customer sends a picture; answers the gateway's id of it. */
  receivePicture(number: string, base64: string): Promise<string>;
  /** A number that WhatsApp does not know. */
  absent: string;
  /** Makes the next text leave without an answer. */
  loseNextText(): void;
  /** Makes the next text's answer late by `ms`, after it has left. */
  slowNextText(ms: number): void;
  close(): Promise<void>;
}

const CUSTOMER = '5511999990000';
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** What any `Messaging` must do, whoever stands behind it. */
export function messagingSuite(name: string, start: () => Promise<MessagingSubject>): void {
  describe(`Messaging by ${name}`, () => {
    let subject: MessagingSubject;
    beforeEach(async () => {
      subject = await start();
    });
    afterEach(() => subject.close());

    const text = (fields: { to?: string; instance?: string; text?: string } = {}) => ({
      instance: subject.instance,
      to: CUSTOMER,
      text: 'Olá! O PIX copia e cola está aí embaixo 👇\nObrigado 🇧🇷',
      ...fields,
    });

    it('delivers a text as it was written and answers its key', async () => {
      const { key_id } = await subject.messaging.sendText(text());
      expect(subject.receivedBy(CUSTOMER)).toMatchObject([{ key_id, kind: 'text', text: text().text }]);
    });

    it('delivers an image with its caption, to the byte', async () => {
      const image = { image_base64: PIXEL, mimetype: 'image/png', caption: 'QR Code do pedido #1042' };
      const { key_id } = await subject.messaging.sendImage({ ...image, ...text() });
      expect(subject.receivedBy(CUSTOMER)).toMatchObject([
        { key_id, kind: 'image', text: image.caption, image: `data:image/png;base64,${PIXEL}` },
      ]);
    });

    it('takes an image as a data URL and without a caption too', async () => {
      const image = { image_base64: `data:image/png;base64,${PIXEL}`, mimetype: 'image/png' };
      await subject.messaging.sendImage({ ...image, ...text() });
      expect(subject.receivedBy(CUSTOMER)).toMatchObject([
        { text: null, image: `data:image/png;base64,${PIXEL}` },
      ]);
    });

    it('reads a picture that a customer sent, to the byte', async () => {
      const { messaging, instance } = subject;
      const key_id = await subject.receivePicture(CUSTOMER, PIXEL);
      const bytes = await messaging.getMedia({ instance, key_id });
      expect(Buffer.from(bytes).toString('base64')).toBe(PIXEL);
    });

    it('says for good that it has no such picture', async () => {
      const { messaging, instance } = subject;
      const { key_id } = await messaging.sendText(text());
      for (const asked of [
        { instance, key_id: 'unknown' },
        { instance, key_id },
      ]) {
        expect(await failureOf(messaging.getMedia(asked))).toMatchObject({ outcome: 'refused', final: true });
      }
    });

    it('gives every message a key of its own', async () => {
      const sent = [await subject.messaging.sendText(text()), await subject.messaging.sendText(text())];
      expect(new Set(sent.map(({ key_id }) => key_id)).size).toBe(2);
    });

    it('writes to somebody known only by a lid', async () => {
      const lid = '203040506070809@lid';
      const { key_id } = await subject.messaging.sendText(text({ to: lid }));
      expect(subject.receivedBy(lid)).toMatchObject([{ key_id }]);
    });

    it.each([
      ['the number is not on WhatsApp', () => ({ to: subject.absent })],
      ['the instance is unknown', () => ({ instance: 'nobody' })],
      ['the text is empty', () => ({ text: ' ' })],
    ])('is refused for good when %s', async (_, fields) => {
      const error = await failureOf(subject.messaging.sendText(text(fields())));
      expect(error).toMatchObject({ code: 'gateway_failed', outcome: 'refused', final: true });
      expect(subject.receivedBy(CUSTOMER)).toEqual([]);
    });

    it('is refused for now while the instance is not linked', async () => {
      const error = await failureOf(subject.messaging.sendText(text({ instance: subject.closed_instance })));
      expect(error).toMatchObject({ code: 'gateway_failed', outcome: 'refused', final: false });
    });

    it('says unknown when the answer was lost, and sends once', async () => {
      subject.loseNextText();
      const error = await failureOf(subject.messaging.sendText(text()));
      expect(error.outcome).toBe('unknown');
      expect(subject.receivedBy(CUSTOMER)).toHaveLength(1);
    });

    it('sends nothing for a caller that has given up already', async () => {
      const error = await failureOf(subject.messaging.sendText(text(), AbortSignal.abort()));
      expect(error.outcome).toBe('refused');
      expect(subject.receivedBy(CUSTOMER)).toEqual([]);
    });

    it('lets a caller give up waiting, and says unknown', async () => {
      subject.slowNextText(60_000);
      const giving_up = new AbortController();
      const sending = failureOf(subject.messaging.sendText(text(), giving_up.signal));
      await expect.poll(() => subject.receivedBy(CUSTOMER).length).toBe(1);
      giving_up.abort();
      expect((await sending).outcome).toBe('unknown');
    });
  });
}
