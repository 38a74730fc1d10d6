import type { KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, stringAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';

/** What is wrong with a HorizontalPodAutoscaler. Source: `ValidateHorizontalPodAutoscaler` of k8s.io/kubernetes. */
export function autoscalerProblems(
  object: KubernetesObject,
): readonly FieldProblem[] {
  const min = numberAt(object, 'spec', 'minReplicas') ?? 1;
  const max = numberAt(object, 'spec', 'maxReplicas') ?? 0;
  return [
    ...(min < 1
      ? [
          invalidValue(
            'spec.minReplicas',
            min,
            'must be greater than or equal to 1',
          ),
        ]
      : []),
    ...(max < 1
      ? [invalidValue('spec.maxReplicas', max, 'must be greater than 0')]
      : []),
    ...(max < min
      ? [
          invalidValue(
            'spec.maxReplicas',
            max,
            'must be greater than or equal to `minReplicas`',
          ),
        ]
      : []),
    ...['kind', 'name']
      .filter(field => !stringAt(object, 'spec', 'scaleTargetRef', field))
      .map(field => ({
        field: `spec.scaleTargetRef.${field}`,
        reason: 'FieldValueRequired' as const,
        message: 'Required value',
      })),
  ];
}
