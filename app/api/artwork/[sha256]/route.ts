import { z } from "zod";
import { loadStoredImage } from "@/lib/artwork/loadStoredImage";
import { authenticate } from "@/lib/api/authenticate";
import { problem } from "@/lib/api/problem";
import { pictureSize } from "@/lib/api/picture";
import { readQuery } from "@/lib/api/query";
import { unexpected } from "@/lib/api/route";

const query = z.object({ size: pictureSize });

/** A stored picture, named by its content, so that it never changes. */
export async function GET(
  request: Request,
  context: { params: Promise<{ sha256: string }> },
): Promise<Response> {
  try {
    const ctx = await authenticate(request);
    if (ctx instanceof Response) return ctx;
    const { sha256 } = await context.params;
    const asked = readQuery(new URL(request.url), query);
    if (!asked.success) return problem(422, "size must be 64, 300 or 640.");
    const image = await loadStoredImage(ctx, { sha256, size: asked.data.size });
    if (!image) return problem(404, "There is no such picture.");
    return new Response(new Uint8Array(image), {
      headers: { "content-type": "image/webp", "cache-control": "private, max-age=31536000, immutable" },
    });
  } catch (error) {
    return unexpected(error);
  }
}
