import type { KubernetesObject } from '@orrery/kubernetes-model';
import { forbidden } from '../status/statusErrors';
import type { ClusterStore, ResourceId } from '../store/ClusterStore';
import { resourceNameOf } from '../store/resourceNameOf';
import { applyLimitRanges } from './limit-ranges/applyLimitRanges';
import {
  claimLimitProblems,
  podLimitProblems,
} from './limit-ranges/limitRangeProblems';
import { checkQuotas } from './quota/checkQuotas';
import { QuotaLedger } from './quota/QuotaLedger';
import { checkPodReferences } from './checkPodReferences';
import { withDefaultStorageClass } from './withDefaultStorageClass';

/** What a cluster's namespaces allow: the admission plugins DefaultStorageClass, ServiceAccount, Priority, LimitRanger and ResourceQuota. */
export interface Admission {
  /**
   * A new object as it may be stored.
   *
   * @throws StatusError Forbidden, worded as the API server words it.
   */
  admitNew(resource: ResourceId, object: KubernetesObject): KubernetesObject;
  /** @throws StatusError Forbidden when a change needs more than is allowed. */
  admitChange(
    resource: ResourceId,
    object: KubernetesObject,
    previous: KubernetesObject,
  ): void;
  readonly ledger: QuotaLedger;
  dispose(): void;
}

export function createAdmission(store: ClusterStore): Admission {
  const ledger = new QuotaLedger(store);

  function withinLimits(
    resource: ResourceId,
    object: KubernetesObject,
  ): KubernetesObject {
    if (resource !== 'pods' && resource !== 'persistentvolumeclaims')
      return object;
    const { namespace, name, generateName } = object.metadata;
    const limitRanges = store.list('limitranges', namespace);
    if (limitRanges.length === 0) return object;
    const filled =
      resource === 'pods' ? applyLimitRanges(object, limitRanges) : object;
    const problemsOf =
      resource === 'pods' ? podLimitProblems : claimLimitProblems;
    for (const limitRange of limitRanges) {
      const problems = [...new Set(problemsOf(filled, limitRange))];
      if (problems.length === 0) continue;
      const [only] = problems;
      throw forbidden(
        resourceNameOf(resource),
        name || generateName,
        problems.length === 1 ? only : `[${problems.join(', ')}]`,
      );
    }
    return filled;
  }

  return {
    ledger,
    admitNew(resource, object) {
      const complete =
        resource === 'persistentvolumeclaims'
          ? withDefaultStorageClass(
              object,
              store.list('storageclasses.storage.k8s.io'),
            )
          : object;
      if (resource === 'pods') checkPodReferences(store, complete);
      const filled = withinLimits(resource, complete);
      const accounts = ledger.accountsOf(object.metadata.namespace);
      if (accounts.length > 0) checkQuotas(accounts, resource, filled);
      return filled;
    },
    admitChange(resource, object, previous) {
      // Of pods nothing that counts can change; of other kinds only the number is counted.
      if (resource !== 'persistentvolumeclaims' && resource !== 'services')
        return;
      withinLimits(resource, object);
      const accounts = ledger.accountsOf(object.metadata.namespace);
      if (accounts.length > 0)
        checkQuotas(accounts, resource, object, previous);
    },
    dispose: () => ledger.dispose(),
  };
}
