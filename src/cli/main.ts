#!/usr/bin/env node
import { runCli } from "./run-cli.ts";

// A reader such as `head` may close the pipe before everything is printed.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runCli(process.argv.slice(2));
