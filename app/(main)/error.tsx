"use client";

import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { StateNote } from "@/components/ui/state";

/** What a page shows when its part of the server failed. */
export default function MainError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <StateNote
      icon={CloudOff}
      title="This page could not be read"
      action={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
        </>
      }
    >
      The database may be away for a moment. Your library and your decisions are safe.
    </StateNote>
  );
}
