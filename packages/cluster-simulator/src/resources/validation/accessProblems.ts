import type { KubernetesObject } from '@orrery/kubernetes-model';
import { listAt, objectAt, objectsAt, stringAt } from '../../json/readJson';
import type { FieldProblem } from '../../status/statusErrors';
import {
  oneOf,
  requiredAt,
  requiredProblem,
  unchangedAt,
} from './fieldProblems';

/** What is wrong with the rules of a role. Source: `ValidatePolicyRule` of k8s.io/kubernetes. */
export function roleProblems(role: KubernetesObject): readonly FieldProblem[] {
  return objectsAt(role, 'rules').flatMap((rule, index) => {
    const at = `rules[${index}]`;
    const isEmpty = (field: string) => listAt(rule, field).length === 0;
    const verbs = isEmpty('verbs')
      ? [
          requiredProblem(
            `${at}.verbs`,
            'verbs must contain at least one value',
          ),
        ]
      : [];
    if (!isEmpty('nonResourceURLs')) return verbs;
    return [
      ...verbs,
      ...(isEmpty('apiGroups')
        ? [
            requiredProblem(
              `${at}.apiGroups`,
              'resource rules must supply at least one api group',
            ),
          ]
        : []),
      ...(isEmpty('resources')
        ? [
            requiredProblem(
              `${at}.resources`,
              'resource rules must supply at least one resource',
            ),
          ]
        : []),
    ];
  });
}

/** What is wrong with a RoleBinding, which may name roles of both kinds. */
export function roleBindingProblems(
  binding: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return bindingProblems(binding, previous, ['ClusterRole', 'Role']);
}

/** What is wrong with a ClusterRoleBinding. */
export function clusterRoleBindingProblems(
  binding: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return bindingProblems(binding, previous, ['ClusterRole']);
}

function bindingProblems(
  binding: KubernetesObject,
  previous: KubernetesObject | undefined,
  roleKinds: readonly string[],
): readonly FieldProblem[] {
  return [
    ...oneOf('roleRef.kind', objectAt(binding, 'roleRef').kind, roleKinds),
    ...requiredAt(binding, 'roleRef.name'),
    ...objectsAt(binding, 'subjects').flatMap((subject, index) => {
      const at = `subjects[${index}]`;
      return [
        ...(stringAt(subject, 'name') ? [] : [requiredProblem(`${at}.name`)]),
        ...oneOf(`${at}.kind`, subject.kind, [
          'Group',
          'ServiceAccount',
          'User',
        ]),
        ...(subject.kind === 'ServiceAccount' && !subject.namespace
          ? [requiredProblem(`${at}.namespace`)]
          : []),
      ];
    }),
    ...unchangedAt('roleRef', binding, previous, 'cannot change roleRef'),
  ];
}
