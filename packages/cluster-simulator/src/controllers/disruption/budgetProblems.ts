import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectAt, stringAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';

const policies = ['IfHealthyBudget', 'AlwaysAllow'];

/** What is wrong with a PodDisruptionBudget. Source: `ValidatePodDisruptionBudgetSpec` of k8s.io/kubernetes. */
export function budgetProblems(
  budget: KubernetesObject,
): readonly FieldProblem[] {
  const spec = objectAt(budget, 'spec');
  const policy = stringAt(spec, 'unhealthyPodEvictionPolicy');
  if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined)
    return [
      invalidValue(
        'spec',
        spec,
        'minAvailable and maxUnavailable cannot be both set',
      ),
    ];
  return [
    ...['minAvailable', 'maxUnavailable'].flatMap(field =>
      amountProblems(`spec.${field}`, spec[field]),
    ),
    ...(policy !== '' && !policies.includes(policy)
      ? [
          {
            field: 'spec.unhealthyPodEvictionPolicy',
            reason: 'FieldValueNotSupported' as const,
            message: `Unsupported value: ${JSON.stringify(
              policy,
            )}: supported values: "AlwaysAllow", "IfHealthyBudget"`,
          },
        ]
      : []),
  ];
}

function amountProblems(
  field: string,
  value: unknown,
): readonly FieldProblem[] {
  if (typeof value === 'number')
    return value < 0
      ? [invalidValue(field, value, 'must be greater than or equal to 0')]
      : [];
  if (typeof value !== 'string') return [];
  const percent = /^(\d+)%$/.exec(value);
  if (!percent)
    return [
      invalidValue(
        field,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      ),
    ];
  return Number(percent[1]) > 100
    ? [invalidValue(field, value, 'must not be greater than 100%')]
    : [];
}
