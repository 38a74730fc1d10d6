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
  notReady,
  ownerReference,
  pod,
  podSpec,
  terminated,
} from './pod';
export {
  cronJob,
  daemonSet,
  deployment,
  job,
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
export { podConditions } from './podConditions';
export { cronJobConditions, jobConditions } from './batchConditions';
export {
  daemonSetConditions,
  deploymentConditions,
  replicaSetConditions,
  statefulSetConditions,
} from './workloadConditions';
export {
  namespaceConditions,
  nodeConditions,
  otherConditions,
  persistentVolumeClaimConditions,
  serviceConditions,
} from './infrastructureConditions';
export { everyCondition } from './everyCondition';
export { spoilt } from './spoilt';
export type { Spoiling } from './spoilt';
