import type { KubernetesObject, ResourceKind } from '@orrery/kubernetes-model';
import type { CustomResource } from '../custom-resources/CustomResource';
import type { ResourceId } from '../store/ClusterStore';

export interface Subresource {
  readonly name: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** Everything the handlers need to know of a served kind: data, so that custom resources are rows like the others. */
export interface ResourceDefinition extends ResourceKind {
  readonly verbs: readonly string[];
  /** Where its objects are kept; several versions of a kind share one place. */
  readonly storage: ResourceId;
  /** Name in the schema catalogue; without one nothing is validated and every list is replaced whole. */
  readonly schema?: string;
  /** Field selectors besides name and namespace. */
  readonly fields: readonly string[];
  readonly subresources: readonly Subresource[];
  /** Set for kinds that are computed instead of stored. */
  readonly virtual?: 'review' | 'metrics';
  /** Set where the served version is not the stored one. */
  readonly conversion?: Conversion;
  /** Set for kinds that a CustomResourceDefinition brought. */
  readonly custom?: CustomResource;
}

export interface Conversion {
  toServed(object: KubernetesObject): KubernetesObject;
  toStored(object: KubernetesObject): KubernetesObject;
}

/** `Deployment` of `apps/v1` → `apps/v1`; of the core group → `v1`. */
export function groupVersionOf({
  group,
  version,
}: {
  readonly group: string;
  readonly version: string;
}): string {
  return group ? `${group}/${version}` : version;
}

export const allVerbs: readonly string[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
