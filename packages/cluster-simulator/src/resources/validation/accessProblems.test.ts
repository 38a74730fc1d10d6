import type { FieldProblem } from '../../status/statusErrors';
import {
  clusterRoleBindingProblems,
  roleBindingProblems,
  roleProblems,
} from './accessProblems';

const metadata = { name: 'a' };
const roleRef = { kind: 'Role', name: 'r' };
const textsOf = (problems: readonly FieldProblem[]) =>
  problems.map(({ field, message }) => `${field}: ${message}`);

describe('roleProblems()', () => {
  it('wants verbs, and resources in groups or paths', () => {
    const rules = [
      { verbs: ['get'], nonResourceURLs: ['/healthz'] },
      { verbs: ['get'], resources: ['pods'], apiGroups: [''] },
      {},
    ];
    expect(textsOf(roleProblems({ metadata, rules }))).toEqual([
      'rules[2].verbs: Required value: verbs must contain at least one value',
      'rules[2].apiGroups: Required value: resource rules must supply at least one api group',
      'rules[2].resources: Required value: resource rules must supply at least one resource',
    ]);
  });
});

describe('roleBindingProblems()', () => {
  it('keeps its role', () => {
    const other = { metadata, roleRef: { kind: 'Role', name: 's' } };
    expect(textsOf(roleBindingProblems(other, { metadata, roleRef }))).toEqual([
      'roleRef: Invalid value: {"kind":"Role","name":"s"}: cannot change roleRef',
    ]);
  });

  it('wants named subjects of known kinds', () => {
    const subjects = [{ kind: 'User' }, { kind: 'Robot', name: 'r' }];
    expect(
      textsOf(roleBindingProblems({ metadata, roleRef, subjects })),
    ).toEqual([
      'subjects[0].name: Required value',
      'subjects[1].kind: Unsupported value: "Robot": supported values: "Group", "ServiceAccount", "User"',
    ]);
  });
});

describe('clusterRoleBindingProblems()', () => {
  it('refuses roles of one namespace', () => {
    expect(textsOf(clusterRoleBindingProblems({ metadata, roleRef }))).toEqual([
      'roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"',
    ]);
  });
});
