import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { LauncherError } from '../LauncherError.mjs';
import { repositoryRoot } from '../repositoryRoot.mjs';
import { checkNode, oldestNode } from './checkNode.mjs';

describe('checkNode()', () => {
  for (const version of [
    '20.19.0',
    '20.20.2',
    '22.0.0',
    '24.21.0',
    '100.0.0',
  ]) {
    it(`accepts ${version}`, () => checkNode(version));
  }

  for (const version of ['20.18.9', '18.20.0', '9.99.99']) {
    it(`refuses ${version} in one sentence that names both versions`, () => {
      assert.throws(
        () => checkNode(version),
        error =>
          error instanceof LauncherError &&
          error.message.includes(version) &&
          error.message.includes(oldestNode) &&
          !error.message.includes('\n'),
      );
    });
  }

  it('agrees with the engines field of the root package.json', () => {
    const { engines } = JSON.parse(
      readFileSync(join(repositoryRoot, 'package.json'), 'utf8'),
    );
    assert.equal(`${engines.node.replace('>=', '')}.0`, oldestNode);
  });
});
