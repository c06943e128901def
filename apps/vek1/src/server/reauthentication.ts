import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api';
import { z } from 'zod';

const HOLDS_S = 5 * 60;
const COOKIE = 'reauthenticated';
/** Its name is signed too: no other signed cookie of ours can pass for this one. */
const beginning = (session_id: string) => `${COOKIE}:${session_id}:`;

/**
 * `POST /reauthenticate {password}` takes the password of who is signed in, again, and keeps the moment: signed, for
 * this session alone, five minutes. The API asks for it where a key is changed (`reauth_required`).
 */
export const reauthentication = () =>
  ({
    id: 'vek1-reauthentication',
    // As signing in: a session that was stolen guesses no faster than a stranger.
    rateLimit: [{ pathMatcher: (path) => path === '/reauthenticate', window: 60, max: 10 }],
    endpoints: {
      reauthenticate: createAuthEndpoint(
        '/reauthenticate',
        {
          method: 'POST',
          body: z.object({ password: z.string().min(1) }),
          use: [sensitiveSessionMiddleware],
        },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          await ctx.context.password.checkPassword(user.id, ctx);
          const { name, attributes } = ctx.context.createAuthCookie(COOKIE, {
            maxAge: HOLDS_S,
            sameSite: 'strict',
          });
          const value = `${beginning(session.id)}${new Date().toISOString()}`;
          await ctx.setSignedCookie(name, value, ctx.context.secret, attributes);
          return ctx.json({ status: true });
        },
      ),

      /** When the password was given in this session; null where that is not known. Only for this server. */
      reauthenticatedAt: createAuthEndpoint.serverOnly(
        { method: 'GET', requireHeaders: true, query: z.object({ session_id: z.string() }) },
        async (ctx) => {
          const { name } = ctx.context.createAuthCookie(COOKIE);
          const signed = await ctx.getSignedCookie(name, ctx.context.secret);
          const ours = beginning(ctx.query.session_id);
          return typeof signed === 'string' && signed.startsWith(ours) ? signed.slice(ours.length) : null;
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
