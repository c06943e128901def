import { z } from 'zod';
import { page, pageInput } from '../kernel/page.ts';
import { changesSomething, Instant } from '../kernel/wire.ts';

/** What names a row: Better Auth's ids, tokens and identifiers are texts of its own making. */
export const Key = z.string().min(1).max(255);
const Identifier = z.string().min(1).max(500);
const Value = z.string().min(1).max(100_000);
const Email = z.email({ pattern: z.regexes.unicodeEmail }).max(320);
const Name = z.string().max(500);
const Image = z.string().max(100_000).nullable();
const Secret = z.string().max(20_000).nullable();
/** Browsers say who they are at length. */
const UserAgent = z.string().max(16_000).nullable();
const IpAddress = z.string().max(100).nullable();

/** A new row's id, where Better Auth gives one, and its times. */
const given = { id: Key.optional(), created_at: Instant.optional(), updated_at: Instant.optional() };
const stamps = { created_at: Instant, updated_at: Instant };

export const ById = z.strictObject({ id: Key });
export const Deleted = z.object({ deleted: z.int() });
export const Counted = z.object({ count: z.int() });
export const NOTHING = 'Nothing to change.';

export const UserView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  image: z.string().nullable(),
  ...stamps,
});

export const CreateUser = z.strictObject({
  ...given,
  name: Name,
  email: Email,
  email_verified: z.boolean().optional(),
  image: Image.optional(),
});

/** What may be changed of a user. */
export const UserChanges = z.strictObject({
  name: Name.optional(),
  email: Email.optional(),
  email_verified: z.boolean().optional(),
  image: Image.optional(),
  updated_at: Instant.optional(),
});
export const UpdateUser = UserChanges.extend({ id: Key }).refine(changesSomething, NOTHING);

export const SessionView = z.object({
  id: z.string(),
  token: z.string(),
  user_id: z.string(),
  expires_at: Instant,
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  ...stamps,
});

export const CreateSession = z.strictObject({
  ...given,
  token: Key,
  user_id: Key,
  expires_at: Instant,
  ip_address: IpAddress.optional(),
  user_agent: UserAgent.optional(),
});

/** What may be changed of a session: never whose it is. */
export const SessionChanges = z.strictObject({
  expires_at: Instant.optional(),
  ip_address: IpAddress.optional(),
  user_agent: UserAgent.optional(),
  updated_at: Instant.optional(),
});
export const UpdateSession = SessionChanges.extend({ id: Key }).refine(changesSomething, NOTHING);

/** Without the password's hash. */
export const AccountView = z.object({
  id: z.string(),
  account_id: z.string(),
  provider_id: z.string(),
  user_id: z.string(),
  access_token: z.string().nullable(),
  refresh_token: z.string().nullable(),
  id_token: z.string().nullable(),
  access_token_expires_at: Instant.nullable(),
  refresh_token_expires_at: Instant.nullable(),
  scope: z.string().nullable(),
  ...stamps,
});

/** The one view of an account with its hash: of a user who is named. */
export const AccountsOfUser = page(AccountView.extend({ password: z.string().nullable() }));
export const PasswordView = z.object({ user_id: z.string(), password: z.string() });

/** What signing in by a provider, or a new password, changes of an account: never whose it is. */
export const AccountChanges = z.strictObject({
  account_id: Key.optional(),
  provider_id: Key.optional(),
  access_token: Secret.optional(),
  refresh_token: Secret.optional(),
  id_token: Secret.optional(),
  access_token_expires_at: Instant.nullable().optional(),
  refresh_token_expires_at: Instant.nullable().optional(),
  scope: z.string().max(5_000).nullable().optional(),
  password: z.string().min(1).max(1_000).nullable().optional(),
  updated_at: Instant.optional(),
});
export const UpdateAccount = AccountChanges.extend({ id: Key }).refine(changesSomething, NOTHING);

export const CreateAccount = AccountChanges.extend({
  ...given,
  account_id: Key,
  provider_id: Key,
  user_id: Key,
});

export const ListAccountsOfUser = z.strictObject({
  user_id: Key,
  provider_id: Key.optional(),
  account_id: Key.optional(),
  ...pageInput,
});

export const VerificationView = z.object({
  id: z.string(),
  identifier: z.string(),
  value: z.string(),
  expires_at: Instant,
  ...stamps,
});

export const CreateVerification = z.strictObject({
  ...given,
  identifier: Identifier,
  value: Value,
  expires_at: Instant,
});

export const VerificationChanges = z.strictObject({
  value: Value.optional(),
  expires_at: Instant.optional(),
  updated_at: Instant.optional(),
});

export const ByValue = z.strictObject({ value: Value });
export const ByIdentifier = z.strictObject({ identifier: Identifier });

/** One row by its id, or by all that its bearer must know. */
export const ConsumeVerification = z
  .strictObject({ id: Key.optional(), identifier: Identifier.optional(), value: Value.optional() })
  .superRefine(({ id, identifier, value }, { addIssue }) => {
    const missing = (path: string) =>
      addIssue({ code: 'custom', path: [path], message: 'Give `id`, or `identifier` and `value`.' });
    if (id !== undefined) {
      if (identifier !== undefined) missing('identifier');
      if (value !== undefined) missing('value');
    } else if (identifier === undefined && value === undefined) missing('id');
    else if (identifier === undefined) missing('identifier');
    else if (value === undefined) missing('value');
  });
