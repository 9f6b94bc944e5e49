import { startCluster } from "..";

/** Starts a cluster in the folder given, says where it is and waits to be killed: a launcher for the tests to kill. */
const [dataDir = ""] = process.argv.slice(2);
const cluster = await startCluster({ dataDir, password: "secret" });
console.log(JSON.stringify({ pid: cluster.pid, url: cluster.url("postgres") }));
setInterval(() => {}, 1_000);
