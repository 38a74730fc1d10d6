import { applyTransforms, type Transform } from './Transform';

describe('applyTransforms()', () => {
  it.each<[string, unknown, Transform, unknown]>([
    ['maps', 'small', { type: 'map', map: { small: 't3.large' } }, 't3.large'],
    ['multiplies', 3, { type: 'math', math: { multiply: 4 } }, 12],
    [
      'clamps below',
      3,
      { type: 'math', math: { type: 'ClampMin', clampMin: 5 } },
      5,
    ],
    [
      'clamps above',
      9,
      { type: 'math', math: { type: 'ClampMax', clampMax: 5 } },
      5,
    ],
    [
      'formats',
      'eu',
      { type: 'string', string: { fmt: 'pre-%s-%%' } },
      'pre-eu-%',
    ],
    [
      'upper-cases',
      'eu',
      { type: 'string', string: { type: 'Convert', convert: 'ToUpper' } },
      'EU',
    ],
    [
      'lower-cases',
      'EU',
      { type: 'string', string: { type: 'Convert', convert: 'ToLower' } },
      'eu',
    ],
    [
      'trims a prefix',
      'v1.32',
      { type: 'string', string: { type: 'TrimPrefix', trim: 'v' } },
      '1.32',
    ],
    [
      'trims a suffix',
      '1.32-gke',
      { type: 'string', string: { type: 'TrimSuffix', trim: '-gke' } },
      '1.32',
    ],
    [
      'leaves what has no such suffix',
      '1.32',
      { type: 'string', string: { type: 'TrimSuffix', trim: 'x' } },
      '1.32',
    ],
    [
      'converts to a string',
      3,
      { type: 'convert', convert: { toType: 'string' } },
      '3',
    ],
    [
      'converts to a whole number',
      '3.7',
      { type: 'convert', convert: { toType: 'int' } },
      3,
    ],
    [
      'converts to a number',
      '3.7',
      { type: 'convert', convert: { toType: 'float64' } },
      3.7,
    ],
    [
      'converts to a truth',
      'true',
      { type: 'convert', convert: { toType: 'bool' } },
      true,
    ],
  ])('%s', (_, value, transform, expected) => {
    expect(applyTransforms(value, [transform])).toEqual(expected);
  });

  it('applies several in order', () => {
    expect(
      applyTransforms(2, [
        { type: 'math', math: { multiply: 10 } },
        { type: 'string', string: { fmt: '%dGi' } },
      ]),
    ).toBe('20Gi');
  });

  it.each<[unknown, Transform, string]>([
    [
      'huge',
      { type: 'map', map: { small: 1 } },
      'key huge is not found in map',
    ],
    ['toString', { type: 'map', map: {} }, 'key toString is not found in map'],
    ['x', { type: 'math', math: { multiply: 2 } }, 'x is not a number'],
    [
      'x',
      { type: 'string', string: { type: 'Convert', convert: 'ToBase64' } },
      'got ToBase64',
    ],
  ])('refuses %j: %j', (value, transform, message) => {
    expect(() => applyTransforms(value, [transform])).toThrow(message);
  });
});
