#!/usr/bin/env node
import { checkNode } from '../src/install/checkNode.mjs';
import { runCommand } from '../src/runCommand.mjs';

await runCommand(async () => {
  checkNode();
  const { runGate } = await import('../src/gate/runGate.mjs');
  return runGate(process.argv.slice(2));
});
