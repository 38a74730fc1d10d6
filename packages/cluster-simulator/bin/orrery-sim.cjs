#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

// A published package has its compiled code; a checkout runs from source.
const dist = resolve(__dirname, '../dist/index.cjs.js');
if (!existsSync(dist)) {
  require('@backstage/cli/config/nodeTransform.cjs');
}

const { runCli } = require(existsSync(dist) ? dist : '../src/index.ts');

runCli(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});
