import { isEqualJson, KubernetesObject } from '@orrery/kubernetes-model';
import {
  isJsonObject,
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import { containerProblems } from './containerProblems';
import {
  duplicateProblem,
  forbiddenProblem,
  oneOf,
  requiredProblem,
} from './fieldProblems';
import { dnsLabel } from './NameRule';

const restartPolicies = ['Always', 'OnFailure', 'Never'];

/** What is wrong with a pod, or with the change of one. */
export function podProblems(
  pod: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return [
    ...podSpecProblems(pod, 'spec'),
    ...(previous ? podChangeProblems(pod, previous) : []),
  ];
}

/**
 * What is wrong with the pod spec at `path`, of a pod or of a template; containers may mount `claims`, too. Source:
 * `ValidatePodSpec` of k8s.io/kubernetes.
 */
export function podSpecProblems(
  object: KubernetesObject,
  path: string,
  supportedRestarts = restartPolicies,
  claims: readonly string[] = [],
): readonly FieldProblem[] {
  const spec = objectAt(object, ...path.split('.'));
  const volumes = objectsAt(spec, 'volumes').map(volume =>
    stringAt(volume, 'name'),
  );
  return [
    ...volumeProblems(volumes, `${path}.volumes`),
    ...containersProblems(spec, path, new Set([...volumes, ...claims])),
    ...oneOf(`${path}.restartPolicy`, spec.restartPolicy, supportedRestarts),
    ...oneOf(`${path}.dnsPolicy`, spec.dnsPolicy, [
      'ClusterFirst',
      'ClusterFirstWithHostNet',
      'Default',
      'None',
    ]),
    ...(typeof spec.activeDeadlineSeconds === 'number' &&
    spec.activeDeadlineSeconds < 1
      ? [
          invalidValue(
            `${path}.activeDeadlineSeconds`,
            spec.activeDeadlineSeconds,
            'must be between 1 and 2147483647, inclusive',
          ),
        ]
      : []),
  ];
}

function volumeProblems(
  names: readonly string[],
  path: string,
): readonly FieldProblem[] {
  return names.flatMap((name, index) => {
    const at = `${path}[${index}].name`;
    if (!name) return [requiredProblem(at)];
    return [
      ...(dnsLabel.pattern.test(name)
        ? []
        : [invalidValue(at, name, dnsLabel.text)]),
      ...(names.indexOf(name) < index ? [duplicateProblem(at, name)] : []),
    ];
  });
}

function containersProblems(
  spec: JsonObject,
  path: string,
  volumes: ReadonlySet<string>,
): readonly FieldProblem[] {
  if (objectsAt(spec, 'containers').length === 0)
    return [requiredProblem(`${path}.containers`)];
  const seen = new Set<string>();
  return ['containers', 'initContainers'].flatMap(field =>
    objectsAt(spec, field).flatMap((container, index) => {
      const at = `${path}.${field}[${index}]`;
      const name = stringAt(container, 'name');
      const isTwice = name !== '' && seen.has(name);
      seen.add(name);
      return [
        ...containerProblems(container, at, volumes),
        ...(isTwice ? [duplicateProblem(`${at}.name`, name)] : []),
      ];
    }),
  );
}

function podChangeProblems(
  pod: KubernetesObject,
  previous: KubernetesObject,
): readonly FieldProblem[] {
  return isEqualJson(fixedPart(pod), fixedPart(previous))
    ? []
    : [
        forbiddenProblem(
          'spec',
          'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,' +
            '`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),' +
            '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
        ),
      ];
}

function fixedPart(pod: KubernetesObject): JsonObject {
  const {
    tolerations,
    activeDeadlineSeconds,
    terminationGracePeriodSeconds,
    ephemeralContainers,
    ...spec
  } = objectAt(pod, 'spec');
  const withoutImages = (field: string) =>
    listAt(spec, field).map(container => ({
      ...(isJsonObject(container) ? container : {}),
      image: '',
    }));
  return {
    ...spec,
    containers: withoutImages('containers'),
    initContainers: withoutImages('initContainers'),
  };
}
