import { accountByProvider } from './operations/account-by-provider.ts';
import { accountsByFilter } from './operations/accounts-by-filter.ts';
import { accountsOfUser } from './operations/accounts-of-user.ts';
import { cacheStats } from './operations/cache-stats.ts';
import { consumeVerification } from './operations/consume-verification.ts';
import { createAccount } from './operations/create-account.ts';
import { createSession } from './operations/create-session.ts';
import { createUser } from './operations/create-user.ts';
import { createVerification } from './operations/create-verification.ts';
import { deleteAccount } from './operations/delete-account.ts';
import { deleteSession } from './operations/delete-session.ts';
import { deleteSessionsOfUser } from './operations/delete-sessions-of-user.ts';
import { deleteUser } from './operations/delete-user.ts';
import { deleteVerificationsByIdentifier } from './operations/delete-verifications-by-identifier.ts';
import { passwordOfUser } from './operations/password-of-user.ts';
import { sessionById } from './operations/session-by-id.ts';
import { sessionByToken } from './operations/session-by-token.ts';
import { sessionsByFilter } from './operations/sessions-by-filter.ts';
import { updateAccount } from './operations/update-account.ts';
import { updateSession } from './operations/update-session.ts';
import { updateUser } from './operations/update-user.ts';
import { userByEmail } from './operations/user-by-email.ts';
import { userById } from './operations/user-by-id.ts';
import { usersByFilter } from './operations/users-by-filter.ts';
import { verificationByIdentifier } from './operations/verification-by-identifier.ts';
import { verificationByValue } from './operations/verification-by-value.ts';
import { verificationsByFilter } from './operations/verifications-by-filter.ts';

export const identity = {
  createUser,
  userById,
  userByEmail,
  updateUser,
  deleteUser,
  queryUsers: usersByFilter.query,
  countUsers: usersByFilter.count,
  updateUsers: usersByFilter.update,
  deleteUsers: usersByFilter.delete,

  createSession,
  sessionByToken,
  sessionById,
  updateSession,
  deleteSession,
  deleteSessionsOfUser,
  querySessions: sessionsByFilter.query,
  countSessions: sessionsByFilter.count,
  updateSessions: sessionsByFilter.update,
  deleteSessions: sessionsByFilter.delete,

  createAccount,
  accountsOfUser,
  accountByProvider,
  passwordOfUser,
  updateAccount,
  deleteAccount,
  queryAccounts: accountsByFilter.query,
  countAccounts: accountsByFilter.count,
  updateAccounts: accountsByFilter.update,
  deleteAccounts: accountsByFilter.delete,

  createVerification,
  verificationByValue,
  verificationByIdentifier,
  consumeVerification,
  deleteVerificationsByIdentifier,
  queryVerifications: verificationsByFilter.query,
  countVerifications: verificationsByFilter.count,
  updateVerifications: verificationsByFilter.update,
  deleteVerifications: verificationsByFilter.delete,

  cacheStats,
};
