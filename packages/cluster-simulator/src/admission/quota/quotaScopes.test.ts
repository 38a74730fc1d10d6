import { podOf, quotaOf } from '../testing/admissionObjects';
import { podMatchesScope, quotaScopesOf } from './quotaScopes';

const bare = podOf([{}]);
const burstable = podOf([{ requests: { cpu: '1' } }]);
const bounded = podOf([{}], { activeDeadlineSeconds: 60 });
const high = podOf([{}], { priorityClassName: 'high' });
const nosy = podOf([{}], {
  affinity: {
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, podAffinityTerm: { namespaces: ['bank'] } },
      ],
    },
  },
});
const pods = { bare, burstable, bounded, high, nosy };

function matched(spec: Readonly<Record<string, unknown>>): readonly string[] {
  const scopes = quotaScopesOf(quotaOf({ pods: '1' }, spec));
  return Object.entries(pods)
    .filter(([, pod]) => scopes.every(scope => podMatchesScope(pod, scope)))
    .map(([name]) => name);
}

const byPriority = (operator: string, values?: readonly string[]) => ({
  scopeSelector: {
    matchExpressions: [{ scopeName: 'PriorityClass', operator, values }],
  },
});

describe('podMatchesScope()', () => {
  it.each([
    [{}, ['bare', 'burstable', 'bounded', 'high', 'nosy']],
    [{ scopes: ['BestEffort'] }, ['bare', 'bounded', 'high', 'nosy']],
    [{ scopes: ['NotBestEffort'] }, ['burstable']],
    [{ scopes: ['Terminating'] }, ['bounded']],
    [{ scopes: ['NotTerminating', 'BestEffort'] }, ['bare', 'high', 'nosy']],
    [{ scopes: ['CrossNamespacePodAffinity'] }, ['nosy']],
    [{ scopes: ['Unheard'] }, []],
    [byPriority('In', ['high', 'low']), ['high']],
    [byPriority('In', ['low']), []],
    [byPriority('NotIn', ['high']), ['bare', 'burstable', 'bounded', 'nosy']],
    [byPriority('Exists'), ['high']],
    [byPriority('DoesNotExist'), ['bare', 'burstable', 'bounded', 'nosy']],
  ])('finds for %j the pods %j', (spec, names) => {
    expect(matched(spec)).toEqual(names);
  });
});
