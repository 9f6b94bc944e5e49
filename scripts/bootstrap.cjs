"use strict";
/* Runs before anything is installed: plain JavaScript, Node's own modules only. */

const { spawn } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..");

/** Installs what is missing, then runs scripts/<command>.ts in this very process, so that signals reach it directly. */
exports.run = async function run(command) {
  process.chdir(ROOT);
  const script = join(__dirname, `${command}.ts`);
  if (!command || !existsSync(script)) return fail(`There is no command “${command ?? ""}”.`);
  if (!isInstalled()) await install();
  const { register } = await import("tsx/esm/api");
  register();
  await import(script);
};

/**
 * Is what the lock file names what node_modules holds? npm writes its own record there when an installation is complete. Optional
 * packages of other platforms are left out by npm and may be missing.
 */
function isInstalled() {
  const wanted = packagesIn(join(ROOT, "package-lock.json"));
  const found = packagesIn(join(ROOT, "node_modules", ".package-lock.json"));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const installed = found[path];
    return installed ? installed.version === entry.version : Boolean(entry.optional || entry.devOptional);
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  console.log("Installing packages (once, about a minute) …");
  const began = Date.now();
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  // Offline, npm's own patience is minutes.
  args.push("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000");
  const npm = process.env.npm_execpath;
  const [program, before] = npm && /\.[cm]?js$/.test(npm) ? [process.execPath, [npm]] : ["npm", []];
  const { code, output } = await capture(program, [...before, ...args]);
  if (code === 0) {
    console.log(`Installed packages in ${Math.round((Date.now() - began) / 1000)} s.`);
    return;
  }
  if (/ENOSPC|EDQUOT|no space left/i.test(output))
    return fail("The disk is full: the packages could not be installed.");
  if (/EACCES|EPERM|EROFS/.test(output))
    return fail(`No permission to install packages into ${join(ROOT, "node_modules")}.`);
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/.test(
      output,
    )
  ) {
    return fail("The packages could not be downloaded: the first start needs a network, later ones do not.");
  }
  console.error(output.trimEnd());
  return fail(
    code === -1
      ? "npm was not found: it comes with Node and is needed at the first start."
      : "Installing the packages failed.",
  );
}

/** Runs a program and gathers what it says; being told to stop stops it too. */
function capture(program, args) {
  return new Promise((done) => {
    let output = "";
    // A group of its own, with the install scripts that npm runs: npm itself shrugs SIGTERM off.
    const child = spawn(program, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const stop = () => {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
      process.exit(0);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.once(signal, stop);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    const end = (code) => {
      for (const signal of signals) process.removeListener(signal, stop);
      done({ code, output });
    };
    child.once("error", () => end(-1));
    child.once("close", (code) => end(code ?? 1));
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
