"use client";

import { Failure } from "@/components/frame/failure";

/** A page failed; the frame around it stays. */
export default function MainError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <h1 className="sr-only">Something failed</h1>
      <Failure retry={retry} />
    </>
  );
}
