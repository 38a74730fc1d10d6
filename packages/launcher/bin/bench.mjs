#!/usr/bin/env node
import { checkNode } from '../src/install/checkNode.mjs';
import { runCommand } from '../src/runCommand.mjs';

await runCommand(async () => {
  checkNode();
  const { runBenchmark } = await import('../src/bench/runBenchmark.mjs');
  return runBenchmark(process.argv.slice(2));
});
