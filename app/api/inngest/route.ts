import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";

/** Where the job engine calls the app's functions. Answers signed calls only. */
export const { GET, POST, PUT } = serve({ client: inngest, functions });
export const dynamic = "force-dynamic";
