import { findKind } from '../kinds/findKind';
import { deployment, namespacedObject, service } from '../testing';
import { formatLabelSelector } from './formatLabelSelector';
import { labelSelectorOf, podSelectorOf } from './labelSelectorOf';

describe('labelSelectorOf()', () => {
  it.each([
    [{}, ''],
    [{ matchLabels: { b: '1', a: '2' } }, 'a=2,b=1'],
    [
      {
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'tier', operator: 'NotIn', values: ['a', 'b'] },
          { key: 'canary', operator: 'DoesNotExist' },
          { key: 'env', operator: 'Exists', values: [] },
          { key: 'zone', operator: 'In', values: ['x'] },
        ],
      },
      'app=web,!canary,env,tier notin (a,b),zone=x',
    ],
  ])('reads %j', (selector, text) => {
    expect(formatLabelSelector(labelSelectorOf(selector))).toBe(text);
  });

  it.each([
    [{ matchLabels: { a: 7 } }, 'value of "a" must be a string'],
    [{ matchLabels: { 'a b': 'c' } }, 'invalid label key "a b"'],
    [
      { matchExpressions: [{ key: 'a', operator: 'Near' }] },
      '"Near" is not a valid label selector operator',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] },
      '"Gt" is not a valid label selector operator',
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
      `values set of "a" can't be empty`,
    ],
    [
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      'values set of "a" must be empty',
    ],
    [{ matchExpressions: [{ operator: 'Exists' }] }, 'invalid label key ""'],
  ])('refuses %j', (selector, problem) => {
    expect(() => labelSelectorOf(selector)).toThrow(
      /^unable to parse requirement: /,
    );
    expect(() => labelSelectorOf(selector)).toThrow(problem);
  });
});

describe('podSelectorOf()', () => {
  const selectorOf = (item: object, kind: string) => {
    const requirements = podSelectorOf(item, findKind(kind) ?? {});
    return requirements && formatLabelSelector(requirements);
  };

  it.each([
    ['a Deployment', deployment('web'), 'deployments', 'app=web'],
    ['a Service', service('web'), 'services', 'app=web'],
    [
      'a Service with a label called matchLabels',
      service('web', { spec: { selector: { matchLabels: 'x' } } }),
      'services',
      'app=web,matchLabels=x',
    ],
    [
      'a NetworkPolicy for all pods',
      namespacedObject('networking.k8s.io/v1', 'NetworkPolicy', 'a', {
        spec: { podSelector: {} },
      }),
      'networkpolicies',
      '',
    ],
    [
      'a Service without selector',
      service('web', { spec: { selector: undefined } }),
      'services',
      undefined,
    ],
    [
      'a Service with an empty selector',
      { ...service('web'), spec: { selector: {} } },
      'services',
      undefined,
    ],
    ['a kind that selects nothing', service('web'), 'secrets', undefined],
    [
      'a selector that is not an object',
      { spec: { selector: 7 } },
      'deployments',
      undefined,
    ],
  ])('of %s', (_, item, kind, text) => {
    expect(selectorOf(item, kind)).toBe(text);
  });
});
