"use client";

import { signIn } from "next-auth/react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/**
 * Signs in with the link's secret. A person presses the button: programs that only look at links, as mail scanners and
 * previews do, must not use it up.
 */
export function SignInForm({ token, failed }: { token: string | null; failed: boolean }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "busy" | "used" | "unreachable">(failed ? "used" : "idle");

  async function submit() {
    if (!token) return;
    setState("busy");
    try {
      const answer = await signIn("link", { token, redirect: false });
      if (!answer?.ok) return setState("used");
      router.replace("/");
      router.refresh();
    } catch {
      setState("unreachable");
    }
  }

  if (!token || state === "used") {
    return (
      <div className="flex flex-col gap-3 text-ink-2">
        {state === "used" ? (
          <p role="alert" className="rounded-md bg-ask-tint px-3 py-2 text-ask">
            This link has been used or is too old.
          </p>
        ) : (
          <p>You are signed out. Sign in with the one-time link that the server prints when it starts.</p>
        )}
        <p>
          Restart Linernotes: the terminal then shows a new link after <em>Sign in once at</em>. Nothing in
          your library is lost by a restart.
        </p>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="text-ink-2">This link signs you in as the owner of this server. It works once.</p>
      {state === "unreachable" ? (
        <p role="alert" className="rounded-md bg-wrong-tint px-3 py-2 text-wrong">
          The server did not answer. Try again in a moment.
        </p>
      ) : null}
      <Button type="submit" variant="primary" size="wide" disabled={state === "busy"} autoFocus>
        {state === "busy" ? "Signing in …" : "Sign in"}
      </Button>
    </form>
  );
}
