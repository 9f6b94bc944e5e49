"use client";

import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { StateNote } from "@/components/ui/state";

/** What stands in the place of a page, or of a part of it, whose server side failed. */
export function Failure({ retry }: { retry: () => void }) {
  return (
    <StateNote
      icon={CloudOff}
      title="This page could not be read"
      action={
        <>
          <Button variant="primary" onClick={retry}>
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
