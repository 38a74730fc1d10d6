#!/usr/bin/env node
import { checkNode } from '../src/install/checkNode.mjs';
import { runCommand } from '../src/runCommand.mjs';

await runCommand(async () => {
  checkNode();
  const { runBrowserTests } = await import(
    '../src/browser/runBrowserTests.mjs'
  );
  return runBrowserTests(process.argv.slice(2));
});
