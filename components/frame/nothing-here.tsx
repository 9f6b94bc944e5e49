import { Unplug } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { StateNote } from "@/components/ui/state";

export function NothingHere() {
  return (
    <>
      <h1 className="sr-only">Nothing is here</h1>
      <StateNote
        icon={Unplug}
        title="There is nothing here"
        action={
          <Button asChild variant="primary">
            <Link href="/">To the overview</Link>
          </Button>
        }
      >
        The address may be old, or the entry is gone.
      </StateNote>
    </>
  );
}
