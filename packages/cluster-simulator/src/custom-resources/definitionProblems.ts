import type { KubernetesObject } from '@orrery/kubernetes-model';
import { JsonObject, objectsAt, stringAt, valueAt } from '../json/readJson';
import type { FieldProblem } from '../status/statusErrors';
import { schemaProblems } from './schemaProblems';

const dnsLabel = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** What makes a CustomResourceDefinition unacceptable. */
export function definitionProblems(
  definition: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const plural = stringAt(definition, 'spec', 'names', 'plural');
  const group = stringAt(definition, 'spec', 'group');
  const { name } = definition.metadata;
  const versions = objectsAt(definition, 'spec', 'versions');
  return [
    ...(name === `${plural}.${group}`
      ? []
      : [
          refuse(
            'metadata.name',
            name,
            'must be spec.names.plural+"."+spec.group',
          ),
        ]),
    ...missing(definition, 'spec.group'),
    ...missing(definition, 'spec.names.plural'),
    ...missing(definition, 'spec.names.kind'),
    ...missing(definition, 'spec.scope'),
    ...scopeProblems(definition),
    ...versionProblems(versions),
    ...conversionProblems(definition),
    ...(previous ? changeProblems(definition, previous) : []),
  ];
}

function scopeProblems(definition: KubernetesObject): readonly FieldProblem[] {
  const scope = stringAt(definition, 'spec', 'scope');
  if (scope === '' || scope === 'Namespaced' || scope === 'Cluster') return [];
  return [
    {
      field: 'spec.scope',
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: "${scope}": supported values: "Cluster", "Namespaced"`,
    },
  ];
}

function versionProblems(
  versions: readonly JsonObject[],
): readonly FieldProblem[] {
  const stored = versions.filter(version => version.storage === true).length;
  return [
    ...(stored === 1
      ? []
      : [
          refuse(
            'spec.versions',
            versions,
            'must have exactly one version marked as storage version',
          ),
        ]),
    ...versions.flatMap((version, index) => {
      const field = `spec.versions[${index}]`;
      const name = stringAt(version, 'name');
      const schema = valueAt(version, 'schema', 'openAPIV3Schema');
      const isRepeated = versions
        .slice(0, index)
        .some(each => each.name === name);
      return [
        ...(dnsLabel.test(name)
          ? []
          : [
              refuse(
                `${field}.name`,
                name,
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
              ),
            ]),
        ...(isRepeated
          ? [
              refuse(
                'spec.versions',
                versions,
                'must contain unique version names',
              ),
            ]
          : []),
        ...(schema === undefined
          ? [
              {
                field: `${field}.schema.openAPIV3Schema`,
                reason: 'FieldValueRequired' as const,
                message: 'Required value: schemas are required',
              },
            ]
          : schemaProblems(schema, `${field}.schema.openAPIV3Schema`)),
      ];
    }),
  ];
}

/** Webhooks would have to be called; nobody answers them here. */
function conversionProblems(
  definition: KubernetesObject,
): readonly FieldProblem[] {
  const strategy = stringAt(definition, 'spec', 'conversion', 'strategy');
  if (strategy === '' || strategy === 'None') return [];
  return [
    {
      field: 'spec.conversion.strategy',
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: "${strategy}": supported values: "None"`,
    },
  ];
}

/** `field is immutable` once the definition is established, which here it is at once. */
function changeProblems(
  definition: KubernetesObject,
  previous: KubernetesObject,
): readonly FieldProblem[] {
  return [
    ['spec', 'group'],
    ['spec', 'scope'],
    ['spec', 'names', 'plural'],
    ['spec', 'names', 'kind'],
  ].flatMap(path => {
    const value = valueAt(definition, ...path);
    return value === valueAt(previous, ...path)
      ? []
      : [refuse(path.join('.'), value, 'field is immutable')];
  });
}

function missing(
  definition: KubernetesObject,
  path: string,
): readonly FieldProblem[] {
  return stringAt(definition, ...path.split('.'))
    ? []
    : [
        {
          field: path,
          reason: 'FieldValueRequired',
          message: 'Required value',
        },
      ];
}

function refuse(field: string, value: unknown, rule: string): FieldProblem {
  return {
    field,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)}: ${rule}`,
  };
}
