import type { Metadata } from "next";
import { ScanForm } from "@/components/library/scan-form";
import { UploadForm } from "@/components/library/upload-form";
import { Panel } from "@/components/ui/panel";
import { pageContext } from "@/lib/api/page";
import { env } from "@/lib/server/env";
import { startScanAction } from "./actions";

export const metadata: Metadata = { title: "Add music" };

export default async function AddPage() {
  await pageContext();
  const roots = env().LIBRARY_ROOTS;
  const origin = env().PUBLIC_URL ?? env().NEXTAUTH_URL;
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1>Add music</h1>
        <p className="mt-1 max-w-[70ch] text-ink-2">
          Linernotes reads tags and never changes or sends a file. The same folder or list again only brings
          what is new.
        </p>
      </header>
      <div className="grid gap-5 lg:grid-cols-2">
        <Panel title="Scan a folder of this server">
          {roots.length > 0 ? (
            <ScanForm roots={roots} start={startScanAction} />
          ) : (
            <p className="max-w-[60ch] text-ink-2">
              No folder may be scanned yet. Set <code className="text-ink">LIBRARY_ROOTS</code> to the folders
              that hold your music, separated by colons, and restart Linernotes.
            </p>
          )}
        </Panel>
        <Panel title="Upload a list">
          <UploadForm />
        </Panel>
        <Panel title="Scan another machine" className="lg:col-span-2">
          <p className="max-w-[70ch] text-ink-2">
            Run this where your music is, in a copy of Linernotes. It sends tags, not audio. The token is in
            the file <code className="text-ink">owner-token</code> of the server&apos;s data folder.
          </p>
          <pre className="mt-3 rounded-md bg-sunken p-3 text-[13px] break-words whitespace-pre-wrap">
            npm run scan -- /path/to/music --server {origin} --token TOKEN
          </pre>
        </Panel>
      </div>
    </div>
  );
}
