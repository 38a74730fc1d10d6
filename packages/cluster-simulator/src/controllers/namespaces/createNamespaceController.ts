import type { ResourceId } from '../../store/ClusterStore';
import type { Controller, ControllerContext } from '../ControllerContext';
import type { Namespace } from '../kinds/Node';
import { createWorkQueue } from '../queue/createWorkQueue';

const RETRY_MS = 1_000;

/**
 * Gives every namespace its default ServiceAccount and root certificate, and empties a namespace that is being deleted
 * before it lets it go. `namespacedResources` says what may live in one.
 */
export function createNamespaceController(
  context: ControllerContext,
  options: {
    readonly namespacedResources: () => Iterable<ResourceId>;
    /** PEM certificate that pods trust the API server by. */
    readonly rootCertificate: string;
  },
): Controller {
  const { store, clock } = context;

  const queue = createWorkQueue({
    clock,
    reconcile,
    reportError: (error, name) =>
      context.reportError(error, `namespace ${name}`),
  });

  function reconcile(name: string) {
    const namespace = store.get('namespaces', undefined, name);
    if (!namespace) return;
    if (namespace.metadata.deletionTimestamp) empty(namespace);
    else furnish(name);
  }

  function furnish(namespace: string) {
    if (!store.get('serviceaccounts', namespace, 'default')) {
      store.create('serviceaccounts', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace },
      });
    }
    if (!store.get('configmaps', namespace, 'kube-root-ca.crt')) {
      store.create('configmaps', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'kube-root-ca.crt', namespace },
        data: { 'ca.crt': options.rootCertificate },
      });
    }
  }

  function empty(namespace: Namespace) {
    const { name } = namespace.metadata;
    let remaining = 0;
    for (const resource of options.namespacedResources()) {
      for (const object of store.raw.list(resource, name)) {
        if (!object.metadata.deletionTimestamp) {
          store.raw.delete(resource, name, object.metadata.name, {
            propagationPolicy: 'Background',
          });
        }
      }
      remaining += store.raw.count(resource, name);
    }
    if (remaining > 0) {
      queue.add(name, RETRY_MS);
      return;
    }
    store.update('namespaces', namespace, current => ({
      ...current,
      spec: { ...current.spec, finalizers: [] },
    }));
  }
  store.list('namespaces').forEach(each => queue.add(each.metadata.name));
  const unsubscribe = store.subscribe('namespaces', ({ object }) =>
    queue.add(object.metadata.name),
  );
  return {
    dispose: () => {
      unsubscribe();
      queue.dispose();
    },
  };
}
