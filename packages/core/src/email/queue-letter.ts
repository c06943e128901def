import { now } from '../kernel/clock.ts';
import type { Vault } from '../kernel/crypto.ts';
import type { Tx } from '../kernel/db/open-database.ts';
import { newId } from '../kernel/ids.ts';
import type { Enqueue } from '../kernel/operation.ts';
import type { Letter, LetterKind } from './contract.ts';
import { deliverEmail } from './operations/deliver-email.ts';
import { emails } from './tables.ts';

interface Post {
  db: Tx;
  vault: Vault;
  enqueue: Enqueue;
}

/** Keeps a letter, sealed, and leaves the job that sends it: it knows the letter's id and nothing of what it says. */
export async function queueLetter(
  { db, vault, enqueue }: Post,
  { kind, to, letter }: { kind: LetterKind; to: string; letter: Letter },
): Promise<void> {
  const id = newId();
  await db
    .insert(emails)
    .values({ id, kind, to_address: to, letter: vault.seal(JSON.stringify(letter)), created_at: now() });
  await enqueue(deliverEmail, { id });
}
