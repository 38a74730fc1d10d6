import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort, KindRef } from '../../cluster/ClusterPort';
import { ClusterRequestError } from '../../cluster/ClusterRequestError';
import { refOf } from '../../reconciling/refOf';
import {
  type Composed,
  type ComposedResource,
  TEMPLATE_ANNOTATION,
} from '../composition/composeResources';
import { composedName } from './composedName';
import { parseCompositeSpec } from './CompositeSpec';

const MANAGER = 'apiextensions.crossplane.io/composed';

/** Composed resources by the name of their template. */
export type Observed = ReadonlyMap<string, KubernetesObject>;

/** The resources that composite resources of one kind own in a cluster. */
export interface ComposedResources {
  observedOf(composite: KubernetesObject): Observed;
  /** Applies them; answers why the cluster refused one, if it did. The others are applied all the same. */
  apply(
    composite: KubernetesObject,
    composed: Composed,
  ): Promise<string | undefined>;
  /** Deletes those whose template is not among the composed ones; all of them without `composed`. */
  deleteOthers(observed: Observed, composed?: Composed): Promise<void>;
  dispose(): void;
}

/** @param onChange is told the name of the composite whose resource changed. */
export function createComposedResources(
  port: ClusterPort,
  kind: KindRef,
  onChange: (composite: string) => void,
): ComposedResources {
  const subscriptions = new Map<string, () => void>();

  function follow({
    apiVersion = '',
    kind: composedKind = '',
  }: KubernetesObject): void {
    const key = `${apiVersion}/${composedKind}`;
    if (subscriptions.has(key)) return;
    subscriptions.set(
      key,
      port.subscribe({ apiVersion, kind: composedKind }, ({ object }) => {
        const owner = object.metadata.ownerReferences?.find(
          ({ controller }) => controller,
        );
        if (owner?.kind === kind.kind) onChange(owner.name);
      }),
    );
  }

  function observedOf(composite: KubernetesObject): Observed {
    return new Map(
      port.listOwnedBy(composite.metadata.uid ?? '').flatMap(object => {
        const template = object.metadata.annotations?.[TEMPLATE_ANNOTATION];
        return template === undefined ? [] : [[template, object] as const];
      }),
    );
  }

  async function apply(
    composite: KubernetesObject,
    { resources }: Composed,
  ): Promise<string | undefined> {
    const observed = observedOf(composite);
    let refusal: string | undefined;
    for (const resource of resources) {
      const { template } = resource;
      try {
        await port.apply(
          owned(composite, kind, {
            template,
            object: {
              ...resource.object,
              metadata: {
                ...resource.object.metadata,
                name: nameOf(composite, resource, observed),
              },
            },
          }),
          { manager: `${MANAGER}/${template}`, force: true },
        );
        follow(resource.object);
      } catch (error) {
        if (!(error instanceof ClusterRequestError)) throw error;
        refusal ??= `cannot compose resources: cannot apply composed resource "${template}": ${error.message}`;
      }
    }
    return refusal;
  }

  return {
    observedOf,
    apply,
    async deleteOthers(observed, composed) {
      const kept = new Set(composed?.resources.map(({ template }) => template));
      for (const [template, object] of observed) {
        if (kept.has(template)) continue;
        follow(object);
        if (object.metadata.deletionTimestamp === undefined)
          await port.delete(refOf(object), {
            manager: MANAGER,
            propagationPolicy: 'Background',
          });
      }
    },
    dispose: () => {
      for (const unsubscribe of subscriptions.values()) unsubscribe();
    },
  };
}

/** A composed resource keeps the name that it got. */
export function nameOf(
  composite: KubernetesObject,
  { template, object }: ComposedResource,
  observed: Observed,
): string {
  return (
    observed.get(template)?.metadata.name ??
    (object.metadata.name || composedName(composite.metadata, template))
  );
}

/** The resource with the labels and the owner that say whose it is. */
function owned(
  composite: KubernetesObject,
  kind: KindRef,
  { object }: ComposedResource,
): KubernetesObject {
  const { claimRef } = parseCompositeSpec(composite);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'crossplane.io/composite': composite.metadata.name,
        ...(claimRef && {
          'crossplane.io/claim-name': claimRef.name,
          'crossplane.io/claim-namespace': claimRef.namespace ?? '',
        }),
      },
      ownerReferences: [
        {
          ...kind,
          name: composite.metadata.name,
          uid: composite.metadata.uid ?? '',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
  };
}
