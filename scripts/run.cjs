/*
 * Entry of every npm command: `node scripts/run.cjs <command>` runs scripts/<command>.ts after installing what is missing.
 * This file is written so that a very old Node can parse it, because telling its owner so is the first thing it does.
 */
"use strict";

var found = process.versions.node.split(".").map(Number);
if (found[0] < 20 || (found[0] === 20 && found[1] < 9)) {
  console.error("Linernotes needs Node 20.9 or newer; this is Node " + process.versions.node + ".");
  process.exit(1);
}
require("./bootstrap.cjs").run(process.argv[2]);
