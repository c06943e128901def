import type { z } from 'zod';
import { webhook } from '../kernel/access.ts';
import { invalidField } from '../kernel/errors.ts';
import { command } from '../kernel/operation.ts';
import { type Letter, type LetterKind, Queued, SendLink } from './contract.ts';
import { queueLetter } from './queue-letter.ts';

/** A door for Better Auth's letters: it queues whatever it is given, and never says whether the address is known. */
export const linkDoor = (declaration: {
  name: string;
  summary: string;
  path: string;
  kind: LetterKind;
  write: (facts: Pick<z.output<typeof SendLink>, 'name' | 'url'>) => Letter;
}) =>
  command({
    name: declaration.name,
    summary: declaration.summary,
    access: webhook,
    rest: { method: 'post', path: declaration.path },
    input: SendLink,
    output: Queued,
  }).handle(async ({ db, vault, enqueue, settings }, { email, name, url }) => {
    if (new URL(url).origin !== new URL(settings.public_app_url).origin)
      throw invalidField('url', "Not a link of the app's own.", 'email.foreign_link');
    await queueLetter(
      { db, vault, enqueue },
      { kind: declaration.kind, to: email, letter: declaration.write({ name, url }) },
    );
    return { queued: true as const };
  });
