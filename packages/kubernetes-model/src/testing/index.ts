export {
  merge,
  namespacedObject,
  object,
  TEST_NOW_MS,
  timeAgo,
} from './builders';
export type { Overrides } from './builders';
export {
  containerStatus,
  cronJob,
  daemonSet,
  deployment,
  job,
  ownerReference,
  pod,
  replicaSet,
  statefulSet,
} from './workloads';
export {
  configMap,
  namespace,
  node,
  persistentVolumeClaim,
  secret,
  service,
} from './infrastructure';
