import { redirect } from "next/navigation";
import type { Context } from "@/lib/server/context";
import { sessionContext } from "./session";

/** For pages and layouts behind the sign-in: the context of whoever is signed in, else off to the sign-in page. */
export async function pageContext(): Promise<Context> {
  return (await sessionContext()) ?? redirect("/sign-in");
}
