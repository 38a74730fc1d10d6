import type { KubernetesObject } from '@orrery/kubernetes-model';
import {
  age,
  customResourceDefinition,
  type PrinterColumn,
} from '../../definitions/customResourceDefinition';
import {
  anyObject,
  listOf,
  oneOf,
  record,
  text,
  whole,
} from '../../definitions/schema';
import type { ManagedKind } from '../managed/ManagedKind';
import { conditionColumns } from './definitionsOf';

const AGE: PrinterColumn = { ...age, name: 'AGE' };

/** The CustomResourceDefinitions that providers bring: of their configurations and of managed resources. */
export function providerDefinitions(
  kinds: readonly ManagedKind[],
): readonly KubernetesObject[] {
  return [
    ...[...new Set(kinds.map(({ provider }) => provider))].map(provider =>
      customResourceDefinition({
        group: `${provider}.upbound.io`,
        version: 'v1beta1',
        kind: 'ProviderConfig',
        plural: 'providerconfigs',
        categories: ['crossplane', 'provider', provider],
        isClusterScoped: true,
        spec: anyObject,
        status: anyObject,
        columns: [
          AGE,
          {
            name: 'SECRET-NAME',
            type: 'string',
            jsonPath: '.spec.credentials.secretRef.name',
            priority: 1,
          },
        ],
      }),
    ),
    ...kinds.map(managedDefinition),
  ];
}

function managedDefinition({
  group,
  version,
  kind,
  plural,
  provider,
}: ManagedKind): KubernetesObject {
  return customResourceDefinition({
    group,
    version,
    kind,
    plural,
    categories: ['crossplane', 'managed', provider],
    isClusterScoped: true,
    spec: record(
      {
        deletionPolicy: { ...oneOf('Orphan', 'Delete'), default: 'Delete' },
        forProvider: anyObject,
        initProvider: anyObject,
        managementPolicies: { ...listOf(text), default: ['*'] },
        providerConfigRef: {
          ...record({ name: text, policy: anyObject }, ['name']),
          default: { name: 'default' },
        },
        writeConnectionSecretToRef: record({ name: text, namespace: text }, [
          'name',
          'namespace',
        ]),
      },
      ['forProvider'],
    ),
    status: record({
      atProvider: anyObject,
      conditions: listOf(anyObject),
      observedGeneration: whole,
    }),
    columns: [
      ...conditionColumns,
      {
        name: 'EXTERNAL-NAME',
        type: 'string',
        jsonPath: '.metadata.annotations.crossplane\\.io/external-name',
      },
      AGE,
    ],
  });
}
