import {
  isEqualJson,
  KubernetesObject,
  labelSelectorOf,
  matchesLabelSelector,
} from '@orrery/kubernetes-model';
import { autoscalerProblems } from '../controllers/autoscaling/autoscalerProblems';
import { budgetProblems } from '../controllers/disruption/budgetProblems';
import { definitionProblems } from '../custom-resources/definitionProblems';
import { limitRangeRules } from '../admission/limit-ranges/limitRangeRules';
import { quotaProblems } from '../admission/quota/quotaProblems';
import { valueProblems } from '../custom-resources/valueProblems';
import {
  isJsonObject,
  JsonObject,
  listAt,
  numberAt,
  objectAt,
  objectsAt,
  stringAt,
  valueAt,
} from '../json/readJson';
import { FieldProblem, invalid, invalidValue } from '../status/statusErrors';
import type { ResourceId } from '../store/ClusterStore';
import { dnsLabel, nameRuleOf } from './NameRule';
import type { ResourceDefinition } from './ResourceDefinition';

const rulesOf: Readonly<Record<ResourceId, Rule>> = {
  pods: (object, previous) => [
    ...containerProblems(object, 'spec'),
    ...(previous ? podChangeProblems(object, previous) : []),
  ],
  'deployments.apps': workloadProblems,
  'replicasets.apps': workloadProblems,
  'statefulsets.apps': workloadProblems,
  'daemonsets.apps': workloadProblems,
  'jobs.batch': (object, previous) => [
    ...nonNegative(
      object,
      'spec.parallelism',
      'spec.completions',
      'spec.backoffLimit',
    ),
    ...containerProblems(object, 'spec.template.spec'),
    ...restartPolicyProblems(object, 'spec.template.spec'),
    ...(previous &&
    !isEqualJson(
      valueAt(object, 'spec', 'template'),
      valueAt(previous, 'spec', 'template'),
    )
      ? [
          invalidValue(
            'spec.template',
            objectAt(object, 'spec', 'template'),
            'field is immutable',
          ),
        ]
      : []),
  ],
  'cronjobs.batch': object => [
    ...required(object, 'spec.schedule'),
    ...containerProblems(object, 'spec.jobTemplate.spec.template.spec'),
    ...restartPolicyProblems(object, 'spec.jobTemplate.spec.template.spec'),
  ],
  'customresourcedefinitions.apiextensions.k8s.io': definitionProblems,
  'horizontalpodautoscalers.autoscaling': autoscalerProblems,
  'poddisruptionbudgets.policy': budgetProblems,
  resourcequotas: quotaProblems,
  limitranges: limitRangeRules,
  services: object => [
    ...(stringAt(object, 'spec', 'type') === 'ExternalName' ||
    stringAt(object, 'spec', 'clusterIP') === 'None'
      ? []
      : required(object, 'spec.ports')),
    ...objectsAt(object, 'spec', 'ports').flatMap((port, index) =>
      portProblems(port, 'port', `spec.ports[${index}].port`),
    ),
  ],
};

const labelKey =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const labelKeyRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

const labelValueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/**
 * The rules that people meet most: names, replicas, selectors, containers, ports and what may not change.
 *
 * @throws StatusError Invalid with one cause per field.
 */
export function validateObject(
  definition: ResourceDefinition,
  object: KubernetesObject,
  previous?: KubernetesObject,
): void {
  const problems = [
    ...nameProblems(definition, object),
    ...labelProblems(object),
    ...(rulesOf[definition.storage]?.(object, previous) ?? []),
    ...(definition.custom
      ? valueProblems(definition.custom.schema, object)
      : []),
  ];
  if (problems.length > 0)
    throw invalid(definition, object.metadata.name, problems);
}

type Rule = (
  object: KubernetesObject,
  previous?: KubernetesObject,
) => readonly FieldProblem[];

function workloadProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const selector = objectAt(object, 'spec', 'selector');
  const labels = objectAt(object, 'spec', 'template', 'metadata', 'labels');
  const hasSelector = Object.keys(selector).length > 0;
  return [
    ...nonNegative(
      object,
      'spec.replicas',
      'spec.minReadySeconds',
      'spec.revisionHistoryLimit',
    ),
    ...(hasSelector ? [] : required(object, 'spec.selector')),
    ...(hasSelector && !matchesLabelSelector(labelSelectorOf(selector), labels)
      ? [
          invalidValue(
            'spec.template.metadata.labels',
            labels,
            '`selector` does not match template `labels`',
          ),
        ]
      : []),
    ...containerProblems(object, 'spec.template.spec'),
    ...(previous &&
    !isEqualJson(selector, valueAt(previous, 'spec', 'selector'))
      ? [invalidValue('spec.selector', selector, 'field is immutable')]
      : []),
  ];
}

function containerProblems(
  object: KubernetesObject,
  specPath: string,
): readonly FieldProblem[] {
  const spec = objectAt(object, ...specPath.split('.'));
  const containers = objectsAt(spec, 'containers');
  if (containers.length === 0)
    return [requiredProblem(`${specPath}.containers`)];
  const seen = new Set<string>();
  return ['containers', 'initContainers'].flatMap(field =>
    objectsAt(spec, field).flatMap((container, index) => {
      const path = `${specPath}.${field}[${index}]`;
      const name = stringAt(container, 'name');
      const problems: FieldProblem[] = [];
      if (!name) problems.push(requiredProblem(`${path}.name`));
      else if (!dnsLabel.pattern.test(name))
        problems.push(invalidValue(`${path}.name`, name, dnsLabel.text));
      if (name && seen.has(name)) {
        problems.push({
          field: `${path}.name`,
          reason: 'FieldValueDuplicate',
          message: `Duplicate value: ${JSON.stringify(name)}`,
        });
      }
      seen.add(name);
      if (!stringAt(container, 'image'))
        problems.push(requiredProblem(`${path}.image`));
      const ports = objectsAt(container, 'ports');
      return [
        ...problems,
        ...ports.flatMap((port, at) =>
          portProblems(
            port,
            'containerPort',
            `${path}.ports[${at}].containerPort`,
          ),
        ),
      ];
    }),
  );
}

function podChangeProblems(
  object: KubernetesObject,
  previous: KubernetesObject,
): readonly FieldProblem[] {
  const fixed = (pod: KubernetesObject): JsonObject => {
    const {
      tolerations,
      activeDeadlineSeconds,
      terminationGracePeriodSeconds,
      nodeName,
      ...spec
    } = objectAt(pod, 'spec');
    const withoutImages = (field: string) =>
      listAt(spec, field).map(container => ({
        ...(isJsonObject(container) ? container : {}),
        image: '',
      }));
    return {
      ...spec,
      ephemeralContainers: [],
      containers: withoutImages('containers'),
      initContainers: withoutImages('initContainers'),
    };
  };
  if (isEqualJson(fixed(object), fixed(previous))) return [];
  return [
    {
      field: 'spec',
      reason: 'FieldValueForbidden',
      message:
        'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,' +
        '`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),' +
        '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
    },
  ];
}

function restartPolicyProblems(
  object: KubernetesObject,
  specPath: string,
): readonly FieldProblem[] {
  const policy = stringAt(object, ...specPath.split('.'), 'restartPolicy');
  if (policy === 'OnFailure' || policy === 'Never') return [];
  return [
    {
      field: `${specPath}.restartPolicy`,
      reason:
        policy === 'Always' ? 'FieldValueNotSupported' : 'FieldValueRequired',
      message: `Unsupported value: ${JSON.stringify(
        policy,
      )}: supported values: "OnFailure", "Never"`,
    },
  ];
}

function nameProblems(
  { namespaced, storage }: ResourceDefinition,
  { metadata }: KubernetesObject,
): readonly FieldProblem[] {
  if (!metadata.name && !metadata.generateName) {
    return [
      {
        field: 'metadata.name',
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
      },
    ];
  }
  const rule = nameRuleOf(storage);
  if (!metadata.name || !rule) return [];
  const problems: FieldProblem[] = [];
  if (!rule.pattern.test(metadata.name))
    problems.push(invalidValue('metadata.name', metadata.name, rule.text));
  if (metadata.name.length > rule.maxLength) {
    problems.push(
      invalidValue(
        'metadata.name',
        metadata.name,
        `must be no more than ${rule.maxLength} characters`,
      ),
    );
  }
  if (namespaced && !metadata.namespace)
    problems.push(requiredProblem('metadata.namespace'));
  return problems;
}

function labelProblems({
  metadata,
}: KubernetesObject): readonly FieldProblem[] {
  return Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (!labelKey.test(key))
      return [invalidValue('metadata.labels', key, labelKeyRule)];
    return labelValue.test(value) && value.length <= 63
      ? []
      : [invalidValue('metadata.labels', value, labelValueRule)];
  });
}

function nonNegative(
  object: KubernetesObject,
  ...paths: readonly string[]
): readonly FieldProblem[] {
  return paths.flatMap(path => {
    const value = numberAt(object, ...path.split('.'));
    return value !== undefined && value < 0
      ? [invalidValue(path, value, 'must be greater than or equal to 0')]
      : [];
  });
}

function portProblems(
  holder: JsonObject,
  key: string,
  path: string,
): readonly FieldProblem[] {
  const port = numberAt(holder, key);
  if (port === undefined) return [requiredProblem(path)];
  return port > 0 && port < 65536
    ? []
    : [invalidValue(path, port, 'must be between 1 and 65535, inclusive')];
}

function required(
  object: KubernetesObject,
  path: string,
): readonly FieldProblem[] {
  const value = valueAt(object, ...path.split('.'));
  const isMissing =
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0);
  return isMissing ? [requiredProblem(path)] : [];
}

function requiredProblem(field: string): FieldProblem {
  return { field, reason: 'FieldValueRequired', message: 'Required value' };
}
