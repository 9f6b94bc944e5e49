"use client";

import { Failure } from "@/components/frame/failure";

/** Not even the frame could be read: the database is away, as a rule. */
export default function RootError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-4">
      <h1 className="sr-only">Something failed</h1>
      <Failure retry={retry} />
    </main>
  );
}
