import Link from "next/link";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-2 px-6">
      <h1>There is nothing here</h1>
      <p className="text-ink-2">The address may be old, or the entry is gone.</p>
      <Link href="/" className="mt-2 text-groove underline-offset-2 hover:underline">
        To the overview
      </Link>
    </main>
  );
}
