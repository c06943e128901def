import { vek1AuthStore } from '@vek1/better-auth-adapter';
import { betterAuth } from 'better-auth';
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins/generic-oauth';
import { after } from 'next/server';
import { type Config, config } from './config.ts';
import { reauthentication } from './server/reauthentication.ts';
import { sendLetter } from './server/send-letter.ts';
import { refuseOddSignUps } from './server/sign-up.ts';

/** Set by us on what reaches Better Auth, so that its limits count clients and not our proxy. */
export const CLIENT_IP = 'x-vek1-client-ip';

/** Google, by its addresses, so that a stand-in can take its place. */
const googleAccounts = (google: NonNullable<Config['google']>): GenericOAuthConfig => ({
  providerId: 'google',
  ...google,
  scopes: ['openid', 'email', 'profile'],
  // An address that Google has not proved is none: nobody is looked for by it, sits down in its account, or waits there.
  mapProfileToUser: ({ emailVerified }) => (emailVerified ? {} : { email: null }),
});

type AuthConfig = Omit<Config, 'internal_token' | 'trust_proxy' | 'fakes'>;

/** People who sign in: Better Auth, which keeps everything in the API. */
export function createAuth(config: AuthConfig, { later }: { later: (work: Promise<unknown>) => void }) {
  const { google } = config;
  return betterAuth({
    appName: 'vek1',
    baseURL: config.public_app_url,
    trustedOrigins: [...new Set([config.public_app_url, config.app_url])],
    secret: config.auth_secret,
    database: vek1AuthStore({ base_url: config.api_url, auth_token: config.auth_token }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      // Else a sign-up would tell which addresses are known.
      requireEmailVerification: true,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) => sendLetter('send-reset-password', { ...user, url }, config),
      // The page says the same of every address: where it has an account, its owner is told by letter.
      onExistingUserSignUp: ({ user }) =>
        sendLetter('send-account-exists', { ...user, url: `${config.public_app_url}/entrar` }, config),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, url }) => sendLetter('send-verification', { ...user, url }, config),
    },
    user: { deleteUser: { enabled: true } },
    // Whoever reads the database reads neither what Google gave us nor a link that is under way.
    account: { encryptOAuthTokens: true },
    verification: { storeIdentifier: 'hashed' },
    hooks: { before: refuseOddSignUps },
    plugins: [reauthentication(), ...(google ? [genericOAuth({ config: [googleAccounts(google)] })] : [])],
    session: { expiresIn: 7 * 24 * 3_600, updateAge: 24 * 3_600 },
    rateLimit: {
      enabled: true,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/verify-password': { window: 60, max: 10 },
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'vek1',
      ipAddress: { ipAddressHeaders: [CLIENT_IP] },
      // Whether a letter is written must not show in how long the answer takes.
      backgroundTasks: { handler: later },
    },
    telemetry: { enabled: false },
  });
}

let made: ReturnType<typeof createAuth> | undefined;

/** This server's, made at first use: a build needs no configuration. */
export function auth(): ReturnType<typeof createAuth> {
  made ??= createAuth(config(), { later: (work) => after(() => work) });
  return made;
}

/** Who a request comes from; null is nobody. Throws where the API does not answer. */
export const sessionOf = (headers: Headers) => auth().api.getSession({ headers });

/** Who acts, and when they last gave their password in this session; null is nobody. */
export async function actorOf({ headers }: Request) {
  const found = await sessionOf(headers);
  if (!found) return null;
  const query = { session_id: found.session.id };
  return {
    user_id: found.user.id,
    reauthenticated_at: await auth().api.reauthenticatedAt({ headers, query }),
  };
}
