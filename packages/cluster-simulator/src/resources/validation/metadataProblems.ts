import type { KubernetesObject } from '@orrery/kubernetes-model';
import { objectsAt, stringAt } from '../../json/readJson';
import { FieldProblem, invalidValue } from '../../status/statusErrors';
import type { ResourceDefinition } from '../ResourceDefinition';
import { forbiddenProblem, requiredProblem } from './fieldProblems';
import { dnsSubdomain, nameRuleOf } from './NameRule';

const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const qualifiedNameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const labelValueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const MAX_NAME = 63;
const MAX_ANNOTATION_BYTES = 262_144;

const standardFinalizers = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** What is wrong with the metadata of an object of any kind. Source: `ValidateObjectMeta` of k8s.io/apimachinery. */
export function metadataProblems(
  definition: ResourceDefinition,
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return [
    ...nameProblems(definition, object),
    ...labelProblems(object),
    ...annotationProblems(object),
    ...ownerProblems(object),
    ...finalizerProblems(definition, object),
    ...(previous ? lateFinalizerProblems(object, previous) : []),
  ];
}

/** Whatever is being deleted gets no more finalizers. */
function lateFinalizerProblems(
  { metadata }: KubernetesObject,
  { metadata: before }: KubernetesObject,
): readonly FieldProblem[] {
  if (before.deletionTimestamp === undefined) return [];
  const late = (metadata.finalizers ?? []).filter(
    finalizer => !before.finalizers?.includes(finalizer),
  );
  return late.length === 0
    ? []
    : [
        forbiddenProblem(
          'metadata.finalizers',
          `no new finalizers can be added if the object is being deleted, found new finalizers []string{${late
            .map(finalizer => JSON.stringify(finalizer))
            .join(', ')}}`,
        ),
      ];
}

function nameProblems(
  { namespaced, storage }: ResourceDefinition,
  { metadata }: KubernetesObject,
): readonly FieldProblem[] {
  if (!metadata.name && !metadata.generateName) {
    return [
      requiredProblem('metadata.name', 'name or generateName is required'),
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
  return Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => [
    ...keyProblems('metadata.labels', key),
    ...(value.length > MAX_NAME
      ? [
          invalidValue(
            'metadata.labels',
            value,
            `must be no more than ${MAX_NAME} characters`,
          ),
        ]
      : []),
    ...(value === '' || qualifiedName.test(value)
      ? []
      : [invalidValue('metadata.labels', value, labelValueRule)]),
  ]);
}

function annotationProblems({
  metadata,
}: KubernetesObject): readonly FieldProblem[] {
  const entries = Object.entries(metadata.annotations ?? {});
  const bytes = entries.reduce(
    (sum, [key, value]) =>
      sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  const problems = entries.flatMap(([key]) =>
    keyProblems('metadata.annotations', key.toLowerCase(), key),
  );
  return bytes <= MAX_ANNOTATION_BYTES
    ? problems
    : [
        ...problems,
        {
          field: 'metadata.annotations',
          reason: 'FieldValueTooLong',
          message: `Too long: may not be more than ${MAX_ANNOTATION_BYTES} bytes`,
        },
      ];
}

/** Of labels, annotations and finalizers: `name` or `prefix/name`. */
function keyProblems(
  field: string,
  key: string,
  shown = key,
): readonly FieldProblem[] {
  const parts = key.split('/');
  const name = parts[parts.length - 1];
  if (parts.length > 2) {
    return [
      invalidValue(
        field,
        shown,
        "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')",
      ),
    ];
  }
  const rules: string[] = [];
  if (parts.length === 2 && parts[0] === '')
    rules.push('prefix part must be non-empty');
  else if (parts.length === 2 && !dnsSubdomain.pattern.test(parts[0]))
    rules.push(`prefix part ${dnsSubdomain.text}`);
  if (name === '') rules.push('name part must be non-empty');
  else if (name.length > MAX_NAME)
    rules.push(`name part must be no more than ${MAX_NAME} characters`);
  if (!qualifiedName.test(name)) rules.push(qualifiedNameRule);
  return rules.map(rule => invalidValue(field, shown, rule));
}

function ownerProblems(object: KubernetesObject): readonly FieldProblem[] {
  return objectsAt(object, 'metadata', 'ownerReferences').flatMap(
    (owner, index) =>
      ['apiVersion', 'kind', 'name', 'uid']
        .filter(field => !stringAt(owner, field))
        .map(field =>
          invalidValue(
            `metadata.ownerReferences[${index}].${field}`,
            '',
            field === 'apiVersion'
              ? 'version must not be empty'
              : 'must not be empty',
          ),
        ),
  );
}

function finalizerProblems(
  { custom, group }: ResourceDefinition,
  { metadata }: KubernetesObject,
): readonly FieldProblem[] {
  // Custom kinds and their definitions are judged by another server, which minds less.
  const isFree = custom !== undefined || group === 'apiextensions.k8s.io';
  return (metadata.finalizers ?? []).flatMap((finalizer, index) => {
    const isQualified =
      finalizer.includes('/') || standardFinalizers.includes(finalizer);
    return [
      ...keyProblems('metadata.finalizers', finalizer),
      ...(isQualified || isFree
        ? []
        : [
            invalidValue(
              `metadata.finalizers[${index}]`,
              finalizer,
              'name is neither a standard finalizer name nor is it fully qualified',
            ),
          ]),
    ];
  });
}
