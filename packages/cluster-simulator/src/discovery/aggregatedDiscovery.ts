import type { JsonObject } from '../json/readJson';
import type { ResourceDefinition } from '../resources/ResourceDefinition';
import type { ResourceRegistry } from '../resources/ResourceRegistry';

export type DiscoveryVersion = 'v2' | 'v2beta1';

export function discoveryContentType(version: DiscoveryVersion): string {
  return `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;
}

/** Everything served under `/api` (the core group) or `/apis` (all others) in one answer. */
export function aggregatedDiscovery(
  registry: ResourceRegistry,
  scope: 'core' | 'groups',
  discoveryVersion: DiscoveryVersion,
): JsonObject {
  const groups = [...registry.groups()].filter(
    ([group]) => (group === '') === (scope === 'core'),
  );
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${discoveryVersion}`,
    metadata: {},
    items: groups.map(([group, versions]) => ({
      metadata: group
        ? { name: group, creationTimestamp: null }
        : { creationTimestamp: null },
      versions: versions.map(version => ({
        version,
        freshness: 'Current',
        resources: registry
          .ofGroupVersion(group ? `${group}/${version}` : version)
          .map(toResource),
      })),
    })),
  };
}

function toResource(definition: ResourceDefinition): JsonObject {
  const {
    group,
    version,
    kind,
    plural,
    singular,
    namespaced,
    verbs,
    shortNames,
    categories,
    subresources,
  } = definition;
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0
      ? {
          subresources: subresources.map(subresource => ({
            subresource: subresource.name,
            responseKind: {
              group: subresource.group,
              version: subresource.version,
              kind: subresource.kind,
            },
            verbs: subresource.verbs,
          })),
        }
      : {}),
  };
}
