import { claimsLabels } from './claimsLabels';

describe('claimsLabels()', () => {
  const labels = { app: 'web', tier: 'front' };

  it.each([
    ['an equality', { matchLabels: { app: 'web' } }, true],
    ['another value', { matchLabels: { app: 'api' } }, false],
    [
      'an expression',
      {
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
      },
      true,
    ],
    [
      'a label that must be missing',
      { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
      false,
    ],
    ['an empty selector', {}, false],
    ['no selector', undefined, false],
  ])('answers %s', (_name, selector, expected) => {
    expect(claimsLabels(selector, labels)).toBe(expected);
  });
});
