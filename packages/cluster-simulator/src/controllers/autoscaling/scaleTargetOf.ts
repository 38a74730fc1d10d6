import type { KubernetesObject } from '@orrery/kubernetes-model';
import { parseObject } from '../../json/parseObject';
import { objectAt, stringAt, withValueAt } from '../../json/readJson';
import type { ResourceRegistry } from '../../resources/ResourceRegistry';
import { scaleOf, scalePathsOf, WorkloadScale } from '../../resources/scaleOf';
import { StatusError } from '../../status/StatusError';
import { notFound } from '../../status/statusErrors';
import type { ClusterStore } from '../../store/ClusterStore';
import { refusalOf } from '../createSlowly';

/** A workload that can be made larger and smaller, whatever its kind. */
export interface ScaleTarget extends WorkloadScale {
  /** @returns why it could not be, if so. */
  resize(replicas: number): StatusError | undefined;
}

/** Finds what `spec.scaleTargetRef` names, through the subresource `scale` of its kind. */
export function scaleTargetOf(
  {
    store,
    registry,
  }: {
    readonly store: ClusterStore;
    readonly registry: ResourceRegistry;
  },
  autoscaler: KubernetesObject,
): ScaleTarget | StatusError {
  const { namespace } = autoscaler.metadata;
  const ref = objectAt(autoscaler, 'spec', 'scaleTargetRef');
  const [apiVersion, kind, name] = ['apiVersion', 'kind', 'name'].map(field =>
    stringAt(ref, field),
  );
  const definition = registry.findKind(apiVersion, kind);
  if (!definition)
    return new StatusError(
      'NotFound',
      `no matches for kind "${kind}" in group "${apiVersion.replace(
        /\/?[^/]*$/,
        '',
      )}"`,
    );
  const object = store.get(definition.storage, namespace, name);
  const isScalable = definition.subresources.some(
    each => each.name === 'scale',
  );
  if (!object || !isScalable) return notFound(definition, name);
  return {
    ...scaleOf(definition, object),
    resize: replicas =>
      refusalOf(() =>
        store.update(definition.storage, namespace, name, current =>
          parseObject(
            withValueAt(
              current,
              scalePathsOf(definition).specReplicas,
              replicas,
            ),
          ),
        ),
      ),
  };
}
