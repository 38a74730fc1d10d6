import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isUsable } from './findKubectl.mjs';

describe('isUsable()', () => {
  it('takes kubectl 1.32 and newer', () => {
    assert.equal(isUsable('v1.32.0'), true);
    assert.equal(isUsable('v1.35.2'), true);
    assert.equal(isUsable('v1.31.9'), false);
  });

  it('refuses a dispatcher, a build of a vendor, and nothing', () => {
    assert.equal(isUsable('v1.32.4-dispatcher'), false);
    assert.equal(isUsable('v1.33.1-eks-1'), false);
    assert.equal(isUsable(undefined), false);
  });
});
