import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { Deployment, ReplicaSet } from './Deployment';
import type { Event } from './Event';
import type { CronJob, Job } from './Job';
import type { Lease, Namespace, Node } from './Node';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from './PersistentVolumeClaim';
import type { Pod } from './Pod';
import type { PodDisruptionBudget, Service } from './Service';
import type { ControllerRevision, DaemonSet, StatefulSet } from './StatefulSet';

/** The kinds that controllers handle, by their identity in the store. */
export interface KindMap {
  readonly pods: Pod;
  readonly nodes: Node;
  readonly namespaces: Namespace;
  readonly services: Service;
  readonly endpoints: KubernetesObject;
  readonly events: Event;
  readonly configmaps: KubernetesObject;
  readonly serviceaccounts: KubernetesObject;
  readonly persistentvolumeclaims: PersistentVolumeClaim;
  readonly persistentvolumes: PersistentVolume;
  readonly resourcequotas: KubernetesObject;
  readonly 'horizontalpodautoscalers.autoscaling': KubernetesObject;
  readonly 'deployments.apps': Deployment;
  readonly 'replicasets.apps': ReplicaSet;
  readonly 'statefulsets.apps': StatefulSet;
  readonly 'daemonsets.apps': DaemonSet;
  readonly 'controllerrevisions.apps': ControllerRevision;
  readonly 'jobs.batch': Job;
  readonly 'cronjobs.batch': CronJob;
  readonly 'endpointslices.discovery.k8s.io': KubernetesObject;
  readonly 'storageclasses.storage.k8s.io': StorageClass;
  readonly 'leases.coordination.k8s.io': Lease;
  readonly 'poddisruptionbudgets.policy': PodDisruptionBudget;
}

export type KnownResource = keyof KindMap;
