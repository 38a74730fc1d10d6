import { randomSuffix } from '../../random/createRandom';
import type { Controller, ControllerContext } from '../ControllerContext';
import type { Pod } from '../kinds/Pod';
import type { Service } from '../kinds/Service';
import { keyOf, parseKey } from '../queue/ObjectKey';
import { createWorkQueue } from '../queue/createWorkQueue';
import {
  endpointSlicesOf,
  endpointsOf,
  podsOf,
  zoneLabelOf,
} from './endpointsOf';

/** Keeps Endpoints and EndpointSlices of every service with a selector equal to its pods. */
export function createEndpointsController(
  context: ControllerContext,
): Controller {
  const { store, clock, random } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, key) => context.reportError(error, `endpoints ${key}`),
  });

  function reconcile(key: string) {
    const { namespace, name } = parseKey(key);
    const service = store.get('services', namespace, name);
    if (!service) {
      store.raw.remove('endpoints', namespace, name);
      return;
    }
    if (!service.spec.selector || service.metadata.deletionTimestamp) return;
    const pods = podsOf(service, store.list('pods', namespace));
    syncEndpoints(service, pods);
    syncSlices(service, pods);
  }

  function syncEndpoints(service: Service, pods: readonly Pod[]) {
    const wanted = endpointsOf(service, pods);
    const { namespace, name } = service.metadata;
    const current = store.get('endpoints', namespace, name);
    if (!current) store.create('endpoints', wanted);
    else {
      store.update('endpoints', current, latest => ({
        ...wanted,
        metadata: { ...latest.metadata, labels: wanted.metadata.labels },
      }));
    }
  }

  function syncSlices(service: Service, pods: readonly Pod[]) {
    const existing = store.controlledBy(
      'endpointslices.discovery.k8s.io',
      service.metadata.uid,
    );
    const wanted = endpointSlicesOf(
      service,
      pods,
      nodeName => zoneLabelOf(store.get('nodes', undefined, nodeName)),
      index =>
        existing[index]?.metadata.name ??
        `${service.metadata.name}-${randomSuffix(random)}`,
    );
    wanted.forEach((slice, index) => {
      if (index >= existing.length) {
        store.create('endpointslices.discovery.k8s.io', slice);
        return;
      }
      store.update(
        'endpointslices.discovery.k8s.io',
        existing[index],
        latest => ({
          ...slice,
          metadata: { ...latest.metadata, labels: slice.metadata.labels },
        }),
      );
    });
    existing
      .slice(wanted.length)
      .forEach(slice => store.delete('endpointslices.discovery.k8s.io', slice));
  }
  store.list('services').forEach(each => queue.add(keyOf(each)));
  const unsubscribers = [
    store.subscribe('services', ({ object }) => queue.add(keyOf(object))),
    store.subscribe('pods', ({ object }) => {
      const labels = object.metadata.labels ?? {};
      for (const service of store.list('services', object.metadata.namespace)) {
        const selector = Object.entries(service.spec.selector ?? {});
        const isMeant =
          selector.length > 0 &&
          selector.every(([key, value]) => labels[key] === value);
        if (isMeant) queue.add(keyOf(service));
      }
    }),
  ];
  return {
    dispose: () => {
      unsubscribers.forEach(unsubscribe => unsubscribe());
      queue.dispose();
    },
  };
}
