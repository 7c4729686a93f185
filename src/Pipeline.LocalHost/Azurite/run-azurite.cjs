// Runs Azurite until standard input closes, which it does when the process that started this one ends, however that ends.
"use strict";

const forcedExitAfterMs = 4000;
const [azurite, ...args] = process.argv.slice(2);

// A Ctrl+C reaches the whole process group. Storage must outlive the host that is draining, so only standard input ends it.
const once = process.once.bind(process);
process.once = (event, listener) =>
  event === "SIGINT" || event === "SIGTERM" ? process : once(event, listener);
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

const stop = () => {
  // Azurite's own request to shut down: it saves its databases.
  process.emit("message", "shutdown");
  setTimeout(() => process.exit(0), forcedExitAfterMs).unref();
};
process.stdin.once("end", stop).once("error", stop).resume();

process.argv = [process.argv[0], azurite, ...args];
require(azurite);
