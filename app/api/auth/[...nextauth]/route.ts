import NextAuth from "next-auth";
import { authOptions } from "@/lib/api/session";

/** next-auth reads its options at each request, since the build loads this file without settings. */
async function handler(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return (await NextAuth(authOptions())(request, context)) as Response;
}

export { handler as GET, handler as POST };
