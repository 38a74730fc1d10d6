import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { type Beforehand, decideBeforehand } from './decideBeforehand';

type Criteria = PermissionCriteria<PermissionCondition>;
const condition = (rule: string, params = {}): Criteria => ({
  rule,
  resourceType: 'clusters-object',
  params,
});
const yes = condition('IS_CLUSTER', { yes: true });
const no = condition('IS_KIND', { yes: false });
const namespace = condition('IS_NAMESPACE');
const custom = condition('IS_SOMETHING_ELSE');

function decide(conditions: Criteria): Beforehand {
  return decideBeforehand(
    {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'clusters',
      resourceType: 'clusters-object',
      conditions,
    },
    { cluster: 'prod', kind: 'Pod' },
    ({ params }) => params?.yes === true,
  );
}

describe('decideBeforehand()', () => {
  it.each<[string, Criteria, Beforehand]>([
    ['a rule that holds', yes, 'always'],
    ['a rule that does not hold', no, 'never'],
    ['a rule on the namespace', namespace, 'depends'],
    ['a rule that it does not know', custom, 'depends'],
    ['not never', { not: no }, 'always'],
    ['not depends', { not: namespace }, 'depends'],
    ['all with one never', { allOf: [yes, namespace, no] }, 'never'],
    ['all with one depends', { allOf: [yes, namespace] }, 'depends'],
    ['any with one always', { anyOf: [no, namespace, yes] }, 'always'],
    ['any with one depends', { anyOf: [no, namespace] }, 'depends'],
    ['any of none that hold', { anyOf: [no, { not: yes }] }, 'never'],
  ])('decides %s', (_name, conditions, expected) => {
    expect(decide(conditions)).toBe(expected);
  });
});
