import type { ResourceName } from '../status/statusErrors';
import type { ResourceId } from './ClusterStore';

/** `deployments.apps` → `{ plural: 'deployments', group: 'apps' }`. */
export function resourceNameOf(resource: ResourceId): ResourceName {
  const dot = resource.indexOf('.');
  if (dot < 0) return { plural: resource, group: '' };
  return { plural: resource.slice(0, dot), group: resource.slice(dot + 1) };
}

export function resourceIdOf({ plural, group }: ResourceName): ResourceId {
  return group ? `${plural}.${group}` : plural;
}
