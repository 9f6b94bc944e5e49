import { json, route } from "@/lib/api/route";
import { readStatus } from "@/lib/enrichment/readStatus";

export const GET = route({}, async ({ ctx }) => json(await readStatus(ctx)));
