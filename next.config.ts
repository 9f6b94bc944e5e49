import type { NextConfig } from "next";

const config: NextConfig = {
  agentRules: false,
  devIndicators: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // postgres: one of its errors is told by the name of a function (db/errors.ts), which bundling would change.
  serverExternalPackages: ["music-metadata", "postgres"],
  // Types are checked by `npm test`, tests and tools included; whoever only starts the server need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // See proxy.ts: it marks what came to `localhost`, and this leads it to the handler that redirects.
  rewrites: async () => ({
    beforeFiles: [
      { source: "/:path*", has: [{ type: "header", key: "x-loopback-path" }], destination: "/loopback" },
    ],
    afterFiles: [],
    fallback: [],
  }),
};

export default config;
