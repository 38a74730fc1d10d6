#!/usr/bin/env node
import { checkNode } from '../src/install/checkNode.mjs';
import { runCommand } from '../src/runCommand.mjs';

await runCommand(async () => {
  checkNode();
  const { runClientTests } = await import('../src/clients/runClientTests.mjs');
  return runClientTests(process.argv.slice(2));
});
