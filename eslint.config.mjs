import boundaries from "eslint-plugin-boundaries";
import { defineConfig, globalIgnores } from "eslint/config";
import nextVitals from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";

/** The rooms of the house; the first pattern that fits a file wins. */
const rooms = [
  ["domain", "lib/domain/**"],
  ["matching", "lib/matching/**"],
  ["gateway", "lib/providers/gateway/**"],
  ["providers", "lib/providers/**"],
  ["server", "lib/server/**"],
  ["api", "lib/api/**"],
  ["use-cases", "lib/*/**"],
  ["queries", "db/queries/**"],
  ["embedded", "db/embedded/**"],
  ["db", "db/**"],
  ["functions", "inngest/functions/**"],
  ["executor", "inngest/executor/**"],
  ["jobs", "inngest/*"],
  ["app", "app/**"],
  ["components", "components/**"],
  ["simulators", "simulators/**"],
  ["tools", "{scripts,tests,bench,e2e,samples}/**"],
];

/** Arrows run one way: who may import from whom. What a room does not name here it may not import; its own files it may. */
const arrows = {
  domain: [],
  matching: ["domain"],
  gateway: ["domain", "server", "db"],
  providers: ["domain", "matching", "gateway", "server", "db"],
  server: ["domain", "db"],
  api: ["domain", "server", "use-cases", "db", "queries"],
  "use-cases": ["domain", "matching", "providers", "gateway", "server", "db", "queries", "jobs"],
  queries: ["domain", "server", "db"],
  embedded: [],
  db: ["domain", "server", "embedded", "executor"],
  functions: ["domain", "matching", "providers", "gateway", "server", "use-cases", "db", "queries", "jobs"],
  jobs: ["domain", "server", "db", "executor"],
  executor: [],
  app: [
    "domain",
    "matching",
    "server",
    "api",
    "use-cases",
    "db",
    "queries",
    "jobs",
    "functions",
    "components",
  ],
  components: ["domain"],
  simulators: [],
};

/** Nothing stands above these: they start, try or measure what the rooms hold. */
const unbound = ["tools"];

const tests = ["**/*.test.{ts,tsx}", "tests/**", "**/testing/**"];

export default defineConfig([
  ...nextVitals,
  ...nextTypescript,
  globalIgnores([
    ".next/**",
    ".data/**",
    ".cache/**",
    "drizzle/**",
    "next-env.d.ts",
    "test-results/**",
    "playwright-report/**",
  ]),
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    // Elsewhere a function called `use` is no hook.
    files: ["{lib,db,inngest,simulators,scripts,bench,tests,e2e}/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off", "no-var": "off" },
  },
  {
    name: "linernotes/arrows",
    files: ["**/*.{ts,tsx}"],
    ignores: tests,
    plugins: { boundaries },
    settings: {
      "boundaries/elements": rooms.map(([type, pattern]) => ({ type, pattern, partialMatch: false })),
      "import/resolver": { typescript: { alwaysTryTypes: true } },
    },
    rules: {
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          policies: [
            ...Object.entries(arrows).map(([from, to]) => ({
              from: { element: { type: from } },
              allow: { to: { element: { types: { anyOf: [from, ...to] } } } },
            })),
            ...unbound.map((from) => ({
              from: { element: { type: from } },
              allow: { to: { element: { types: { anyOf: rooms.map(([type]) => type) } } } },
            })),
          ],
        },
      ],
    },
  },
  {
    name: "linernotes/one-place-for-settings",
    files: ["lib/**/*.{ts,tsx}", "app/**/*.{ts,tsx}", "db/**/*.ts", "inngest/functions/**/*.ts"],
    ignores: ["lib/server/**", ...tests],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Settings are read in lib/server/env.ts only." },
      ],
    },
  },
  {
    name: "linernotes/one-place-for-outgoing-requests",
    files: ["lib/**/*.{ts,tsx}", "app/**/*.{ts,tsx}", "db/**/*.ts", "inngest/functions/**/*.ts"],
    ignores: ["lib/providers/gateway/**", ...tests],
    rules: {
      "no-restricted-globals": [
        "error",
        { name: "fetch", message: "Requests leave through lib/providers/gateway only." },
      ],
      "no-restricted-imports": [
        "error",
        {
          paths: ["undici", "node:http", "node:https", "http", "https"].map((name) => ({
            name,
            message: "Requests leave through lib/providers/gateway only.",
          })),
        },
      ],
    },
  },
]);
