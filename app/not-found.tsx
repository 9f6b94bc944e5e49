import Link from "next/link";
import { Mark } from "@/components/frame/mark";
import { NothingHere } from "@/components/frame/nothing-here";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-6 px-4">
      <Link href="/" className="flex items-center gap-2.5 self-center text-base font-semibold tracking-tight">
        <Mark /> Linernotes
      </Link>
      <NothingHere />
    </main>
  );
}
