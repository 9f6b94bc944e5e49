import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Mark } from "@/components/frame/mark";
import { SignInForm } from "@/components/frame/sign-in-form";
import { sessionOwner } from "@/lib/api/session";

export const metadata: Metadata = { title: "Sign in" };

export const dynamic = "force-dynamic";

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { token, error } = await searchParams;
  if (await sessionOwner()) redirect("/");
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-4 px-6">
      <h1 className="flex items-center gap-3 text-[28px]">
        <Mark className="size-8" /> Linernotes
      </h1>
      <SignInForm token={typeof token === "string" ? token : null} failed={error !== undefined} />
    </main>
  );
}
