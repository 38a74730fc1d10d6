import type { JsonObject } from '../json/readJson';
import {
  groupVersionOf,
  ResourceDefinition,
} from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';

/** Answer of `/api`. */
export function coreVersions(address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: address },
    ],
  };
}

/** Answer of `/apis`. */
export function groupList(registry: ResourceRegistry): JsonObject {
  const groups = [...registry.groups()].filter(([group]) => group !== '');
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(([group, versions]) => toGroup(group, versions)),
  };
}

/** Answer of `/apis/<group>`. */
export function groupOf(
  registry: ResourceRegistry,
  group: string,
): JsonObject | undefined {
  const versions = group ? registry.groups().get(group) : undefined;
  return (
    versions && {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...toGroup(group, versions),
    }
  );
}

/** Answer of `/api/v1` and `/apis/<group>/<version>`; subresources stand after their resource. */
export function resourceList(
  registry: ResourceRegistry,
  groupVersion: string,
): JsonObject | undefined {
  const definitions = registry.ofGroupVersion(groupVersion);
  if (definitions.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: definitions.flatMap(toResources),
  };
}

function toGroup(name: string, versions: readonly string[]): JsonObject {
  const entries = versions.map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: entries, preferredVersion: entries[0] };
}

function toResources(definition: ResourceDefinition): readonly JsonObject[] {
  const { plural, singular, namespaced, kind, verbs, shortNames, categories } =
    definition;
  const own = groupVersionOf(definition);
  return [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs,
      ...(shortNames.length > 0 ? { shortNames } : {}),
      ...(categories.length > 0 ? { categories } : {}),
    },
    ...definition.subresources.map(subresource => ({
      name: `${plural}/${subresource.name}`,
      singularName: '',
      namespaced,
      ...(groupVersionOf(subresource) === own
        ? {}
        : { group: subresource.group, version: subresource.version }),
      kind: subresource.kind,
      verbs: subresource.verbs,
    })),
  ];
}
