import {
  compareQuantities,
  isEqualJson,
  KubernetesObject,
  tryParseQuantity,
} from '@orrery/kubernetes-model';
import { JsonObject, objectAt, stringAt, valueAt } from '../../json/readJson';
import type { FieldProblem } from '../../status/statusErrors';
import { forbiddenProblem, requiredAt, requiredProblem } from './fieldProblems';

/** What is wrong with a PersistentVolumeClaim, of which only the size may change, and only grow. */
export function claimProblems(
  claim: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  const size = sizeOf(claim);
  const before = previous && sizeOf(previous);
  return [
    ...(requiredAt(claim, 'spec.accessModes').length > 0
      ? [
          requiredProblem(
            'spec.accessModes',
            'at least 1 access mode is required',
          ),
        ]
      : []),
    ...(size === undefined ? [requiredProblem('spec.resources[storage]')] : []),
    ...(previous && !isEqualJson(fixedPart(claim), fixedPart(previous))
      ? [
          forbiddenProblem(
            'spec',
            'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
          ),
        ]
      : []),
    ...(size && before && compareQuantities(size, before) < 0
      ? [
          forbiddenProblem(
            'spec.resources.requests.storage',
            'field can not be less than status.capacity',
          ),
        ]
      : []),
  ];
}

/** What is wrong with the change of a StorageClass. */
export function storageClassProblems(
  object: KubernetesObject,
  previous?: KubernetesObject,
): readonly FieldProblem[] {
  return [
    ...requiredAt(object, 'provisioner'),
    ...['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode']
      .filter(field => previous && !isEqualJson(object[field], previous[field]))
      .map(field =>
        forbiddenProblem(field, `updates to ${field} are forbidden.`),
      ),
  ];
}

function sizeOf(claim: KubernetesObject) {
  const storage = valueAt(claim, 'spec', 'resources', 'requests', 'storage');
  return storage === undefined ? undefined : tryParseQuantity(String(storage));
}

/** The binding of a claim, once; and its size, while it is bound. */
function fixedPart(claim: KubernetesObject): JsonObject {
  const { resources, volumeName, volumeAttributesClassName, ...fixed } =
    objectAt(claim, 'spec');
  return stringAt(claim, 'status', 'phase') === 'Bound'
    ? fixed
    : { ...fixed, requests: objectAt({ resources }, 'resources', 'requests') };
}
