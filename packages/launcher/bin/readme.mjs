#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageTable, withPackageTable } from '../src/docs/packageTable.mjs';
import { LauncherError } from '../src/LauncherError.mjs';
import { repositoryRoot } from '../src/repositoryRoot.mjs';
import { runCommand } from '../src/runCommand.mjs';

await runCommand(async () => {
  const file = join(repositoryRoot, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const updated = withPackageTable(readme, packageTable(repositoryRoot));
  if (updated === readme) return 0;
  if (process.argv.includes('--check')) {
    throw new LauncherError(
      'the package table in README.md is out of date: npm run docs:packages.',
    );
  }
  writeFileSync(file, updated);
  return 0;
});
