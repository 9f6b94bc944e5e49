import { cache } from "react";
import { eq } from "drizzle-orm";
import type { NextAuthOptions } from "next-auth";
import { getServerSession } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { account } from "@/db/schema";
import { consumeSignInLink } from "@/lib/accounts/consumeSignInLink";
import { createContext, type Context } from "@/lib/server/context";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { logger } from "@/lib/server/logger";

const SESSION_DAYS = 30;

/**
 * Sign-in. The session is an encrypted cookie that holds who somebody is and nothing else; what they may see is read
 * from the database at each request.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    // A cookie of an earlier secret is no news: its owner is led to sign in again.
    logger: {
      error: (code) => logger.info({ code }, "a session was not accepted"),
      warn: (code) => logger.info({ code }, "next-auth"),
      debug: () => undefined,
    },
    providers: [
      CredentialsProvider({
        id: "link",
        name: "One-time link",
        credentials: { token: { type: "text" } },
        authorize: async (credentials) => {
          const token = credentials?.token;
          return token ? consumeSignInLink(database(), token) : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, sub: user.id } : token),
    },
  };
}

/** Whose browser this is; null where nobody is signed in or the account is gone. Asked once a request, however often. */
export const sessionOwner = cache(async (): Promise<{ id: string; name: string } | null> => {
  const options = authOptions();
  const session = await getServerSession({
    ...options,
    callbacks: {
      ...options.callbacks,
      session: ({ session: current, token }) => ({ ...current, ownerId: token.sub }),
    },
  });
  const ownerId = session && "ownerId" in session ? session.ownerId : null;
  if (typeof ownerId !== "string") return null;
  const rows = await database()
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(eq(account.id, ownerId));
  return rows[0] ?? null;
});

/** The context of whoever is signed in; null where nobody is. */
export async function sessionContext(): Promise<Context | null> {
  const owner = await sessionOwner();
  return owner && createContext(database(), owner.id);
}
