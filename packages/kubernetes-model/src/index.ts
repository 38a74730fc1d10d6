export { ModelError } from './ModelError';
export type { ModelErrorCode } from './ModelError';

export {
  countAt,
  fieldAt,
  isTrueAt,
  numberAt,
  recordAt,
  recordsAt,
  stringAt,
  stringMapAt,
  stringsAt,
} from './fields/fieldAt';
export type { JsonRecord } from './fields/fieldAt';
export { isEqualJson } from './fields/isEqualJson';

export { applyJsonPatch, parseJsonPointer } from './patch/applyJsonPatch';
export { applyMergePatch } from './patch/applyMergePatch';

export type {
  KubernetesObject,
  ObjectMeta,
  OwnerReference,
} from './object/KubernetesObject';
export {
  formatObjectKey,
  objectKeyOf,
  parseObjectKey,
} from './object/objectKeyOf';
export type { ObjectName } from './object/objectKeyOf';
export {
  formatObjectReference,
  groupOf,
  objectReferenceOf,
  parseObjectReference,
} from './object/ObjectReference';
export type { ObjectReference } from './object/ObjectReference';
export {
  asKubernetesObject,
  parseKubernetesObject,
} from './object/parseKubernetesObject';
export { createdAtMsOf } from './object/createdAtMsOf';
export { parseTimeMs } from './object/parseTimeMs';

export { apiVersionOf, resourceIdOf } from './kinds/ResourceKind';
export type { ResourceKind } from './kinds/ResourceKind';
export { builtInKinds } from './kinds/builtInKinds';
export { findKind, kindOfObject } from './kinds/findKind';
export { resourcePathOf } from './kinds/resourcePathOf';
export type { ResourcePathOptions } from './kinds/resourcePathOf';

export type { Quantity, QuantityFormat } from './quantity/Quantity';
export { parseQuantity, tryParseQuantity } from './quantity/parseQuantity';
export { formatQuantity } from './quantity/formatQuantity';
export {
  addQuantities,
  compareQuantities,
  maxQuantity,
  subtractQuantities,
  ZERO_QUANTITY,
} from './quantity/quantityArithmetic';
export { bytesOf, cpuCoresOf } from './quantity/cpuCoresOf';
export { formatBytes, formatCpu } from './quantity/formatBytes';

export type {
  LabelOperator,
  LabelRequirement,
} from './selectors/LabelRequirement';
export { parseLabelSelector } from './selectors/parseLabelSelector';
export { labelSelectorOf, podSelectorOf } from './selectors/labelSelectorOf';
export { formatLabelSelector } from './selectors/formatLabelSelector';
export { matchesLabelSelector } from './selectors/matchesLabelSelector';

export type { Ownable } from './owners/Ownable';
export { buildOwnerTree } from './owners/buildOwnerTree';
export type { OwnerNode } from './owners/buildOwnerTree';
export { ownerChainOf } from './owners/ownerChainOf';
export type { OwnerLink } from './owners/ownerChainOf';

export type { Health, HealthStatus } from './health/Health';
export { healthOf } from './health/healthOf';
export type { HealthOptions } from './health/healthOf';
export { healthSeverity, worstHealth } from './health/healthSeverity';
export { rolloutStatusOf } from './health/rolloutStatusOf';
export type { RolloutStatus } from './health/rolloutStatusOf';
export { conditionOf, conditionsOf } from './health/conditionOf';
export type { Condition } from './health/conditionOf';

export type {
  CronJobRow,
  GenericRow,
  JobRow,
  NodeRow,
  PersistentVolumeClaimRow,
  PodRow,
  ResourceAmounts,
  ResourceRow,
  RowBase,
  ServiceRow,
  WorkloadRow,
} from './rows/ResourceRow';
export { rowOf } from './rows/rowOf';
export type { RowKind } from './rows/rowBaseOf';
export {
  effectiveLimitsOf,
  effectiveRequestsOf,
} from './rows/effectiveRequestsOf';

export { trimObject } from './trim/trimObject';
export { formatDuration } from './age/formatDuration';
export { REDACTED, redactSecret } from './redact/redactSecret';
