import type { ClusterStore } from '../store/ClusterStore';
import type { Admission } from './createAdmission';

/** The store as controllers may write to it: what they create is admitted first, as if they asked the API server. */
export function admittingStore(
  store: ClusterStore,
  admission: Admission,
): ClusterStore {
  return {
    ...store,
    create: (resource, object, options) =>
      store.create(resource, admission.admitNew(resource, object), options),
  };
}
