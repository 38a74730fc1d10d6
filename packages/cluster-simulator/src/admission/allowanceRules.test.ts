import {
  defaultLimitRange,
  limitRangeRules,
} from './limit-ranges/limitRangeRules';
import { quotaProblems } from './quota/quotaProblems';
import { limitRangeOf, quotaOf } from './testing/admissionObjects';

const texts = (
  problems: readonly { readonly field: string; readonly message: string }[],
) => problems.map(({ field, message }) => `${field}: ${message}`);

describe('quotaProblems()', () => {
  it.each([
    [{ pods: '1', 'requests.cpu': '1500m', 'example.com/gpu': '1' }, {}, []],
    [
      { podz: '1' },
      {},
      [
        'spec.hard[podz]: Invalid value: "podz": must be a standard resource for quota',
      ],
    ],
    [
      { pods: '1.5' },
      {},
      ['spec.hard[pods]: Invalid value: "1.5": must be an integer'],
    ],
    [
      { cpu: '-1' },
      {},
      [
        'spec.hard[cpu]: Invalid value: "-1": must be greater than or equal to 0',
      ],
    ],
    [
      { pods: '1' },
      { scopes: ['BestEffort', 'NotBestEffort'] },
      [
        'spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: conflicting scopes',
      ],
    ],
    [
      { configmaps: '1' },
      { scopes: ['Terminating'] },
      [
        'spec.scopes: Invalid value: ["Terminating"]: unsupported scope applied to resource configmaps',
      ],
    ],
  ])('finds in %j with %j: %j', (hard, spec, problems) => {
    expect(texts(quotaProblems(quotaOf(hard, spec)))).toEqual(problems);
  });

  it('keeps scopes as they are', () => {
    const before = quotaOf({ pods: '1' }, { scopes: ['BestEffort'] });
    expect(texts(quotaProblems(quotaOf({ pods: '1' }), before))).toEqual([
      'spec.scopes: Invalid value: []: field is immutable',
    ]);
    expect(quotaProblems(before, before)).toEqual([]);
  });
});

describe('limitRangeRules()', () => {
  it('compares the bounds, and allows a type once', () => {
    const limitRange = limitRangeOf(
      { type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } },
      { type: 'Pod', default: { cpu: '1' } },
      { type: 'Pod' },
    );
    expect(texts(limitRangeRules(limitRange))).toEqual([
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
      "spec.limits[1].default: Forbidden: may not be specified when `type` is 'Pod'",
      'spec.limits[2].type: Duplicate value: "Pod"',
    ]);
  });
});

describe('defaultLimitRange()', () => {
  it('derives limits from the maximum, and requests from limits, then from the minimum', () => {
    const limits = [
      {
        type: 'Container',
        min: { cpu: '100m', 'example.com/gpu': '1' },
        max: { memory: '1Gi' },
        default: { cpu: '2' },
      },
      { type: 'Pod', max: { cpu: '8' } },
    ];
    expect(defaultLimitRange(limitRangeOf(...limits)).spec).toEqual({
      limits: [
        {
          ...limits[0],
          default: { cpu: '2', memory: '1Gi' },
          defaultRequest: { cpu: '2', memory: '1Gi', 'example.com/gpu': '1' },
        },
        limits[1],
      ],
    });
  });
});
