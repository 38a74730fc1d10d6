#!/usr/bin/env node
import { checkNode } from '../src/install/checkNode.mjs';
import { runCommand } from '../src/runCommand.mjs';

await runCommand(async () => {
  checkNode();
  const { start } = await import('../src/start/start.mjs');
  return start(process.argv.slice(2));
});
