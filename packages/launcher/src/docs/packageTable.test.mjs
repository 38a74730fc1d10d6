import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';
import { packageTable, withPackageTable } from './packageTable.mjs';

describe('package table', () => {
  it('has a row for every workspace, with its description', () => {
    const { name, description } = JSON.parse(
      readFileSync(
        join(repositoryRoot, 'packages/launcher/package.json'),
        'utf8',
      ),
    );
    const row = packageTable(repositoryRoot)
      .split('\n')
      .find(line => line.includes('(packages/launcher)'));
    assert.deepEqual(
      row?.split('|').map(cell => cell.trim()),
      [
        '',
        '[`packages/launcher`](packages/launcher)',
        `\`${name}\``,
        description,
        '',
      ],
    );
  });

  it('replaces what is between the markers and nothing else', () => {
    const readme =
      'a\n<!-- packages:start -->\nold\n<!-- packages:end -->\nb\n';
    const once = withPackageTable(readme, 'T');
    assert.equal(
      once,
      'a\n<!-- packages:start -->\n\nT\n\n<!-- packages:end -->\nb\n',
    );
    assert.equal(withPackageTable(once, 'T'), once);
  });

  it('asks for the markers where they are missing', () => {
    assert.throws(() => withPackageTable('no markers', 'T'), LauncherError);
  });

  it('in the README is up to date (npm run docs:packages)', () => {
    const file = join(repositoryRoot, 'README.md');
    assert.ok(existsSync(file), 'README.md is missing');
    const readme = readFileSync(file, 'utf8');
    assert.equal(
      readme,
      withPackageTable(readme, packageTable(repositoryRoot)),
    );
  });
});
