import { recordAt, recordsAt } from '../fields/fieldAt';
import type { JsonRecord } from '../fields/fieldAt';
import type { KubernetesObject } from '../object/KubernetesObject';
import { trimMetadata } from './trimMetadata';

/**
 * What the watch cache keeps of an object: all that `rowOf`, `healthOf`, selectors, owner trees and an index by node
 * need, and not the parts that make objects large:
 *
 * - of every kind `metadata.managedFields` and kubectl's last-applied annotation,
 * - of pods and pod templates all of `spec` but placement and, per container, name, image, resources and ports,
 * - of a pod's container statuses image and container ids,
 * - the values of Secrets (always, also in annotations) and ConfigMaps, the images of nodes.
 *
 * The input is not changed; the result shares its parts. `rowOf(trimObject(o))` equals `rowOf(o)`. Kind and group are
 * those of the list that the object came from. Cost: number of containers.
 */
export function trimObject(
  object: KubernetesObject,
  kind: { readonly group: string; readonly kind: string },
): KubernetesObject {
  const trimmed = { ...object, metadata: trimMetadata(object) };
  switch (`${kind.kind}.${kind.group}`) {
    case 'Pod.':
      return {
        ...trimmed,
        ...replaced(object, 'spec', trimPodSpec),
        ...replaced(object, 'status', trimPodStatus),
      };
    case 'Deployment.apps':
    case 'StatefulSet.apps':
    case 'DaemonSet.apps':
    case 'ReplicaSet.apps':
    case 'Job.batch':
    case 'ReplicationController.':
      return { ...trimmed, ...replaced(object, 'spec', trimTemplateOwner) };
    case 'CronJob.batch':
      return { ...trimmed, ...replaced(object, 'spec', trimCronJobSpec) };
    case 'PodTemplate.':
      return { ...trimmed, ...replaced(object, 'template', trimTemplate) };
    case 'Secret.':
      return without(trimmed, ['data', 'stringData']);
    case 'ConfigMap.':
      return without(trimmed, ['data', 'binaryData']);
    case 'Node.':
      return { ...trimmed, ...replaced(object, 'status', trimNodeStatus) };
    case 'ControllerRevision.apps':
      return without(trimmed, ['data']);
    default:
      return trimmed;
  }
}

const POD_SPEC_KEPT = [
  'nodeName',
  'nodeSelector',
  'restartPolicy',
  'overhead',
  'resources',
  'readinessGates',
  'schedulingGates',
  'serviceAccountName',
  'priorityClassName',
  'terminationGracePeriodSeconds',
  'hostNetwork',
];
const CONTAINER_KEPT = ['name', 'image', 'resources', 'ports', 'restartPolicy'];
const CONTAINER_STATUS_KEPT = [
  'name',
  'image',
  'ready',
  'started',
  'restartCount',
  'state',
  'lastState',
  'resources',
];

function trimPodSpec(spec: JsonRecord): JsonRecord {
  return {
    ...pick(spec, POD_SPEC_KEPT),
    ...trimEach(spec, 'containers', CONTAINER_KEPT),
    ...trimEach(spec, 'initContainers', CONTAINER_KEPT),
  };
}

function trimPodStatus(status: JsonRecord): JsonRecord {
  return {
    ...without(status, ['ephemeralContainerStatuses']),
    ...trimEach(status, 'containerStatuses', CONTAINER_STATUS_KEPT),
    ...trimEach(status, 'initContainerStatuses', CONTAINER_STATUS_KEPT),
  };
}

function trimTemplateOwner(spec: JsonRecord): JsonRecord {
  return {
    ...without(spec, ['volumeClaimTemplates']),
    ...replaced(spec, 'template', trimTemplate),
  };
}

function trimCronJobSpec(spec: JsonRecord): JsonRecord {
  return {
    ...spec,
    ...replaced(spec, 'jobTemplate', job => ({
      ...job,
      ...replaced(job, 'spec', trimTemplateOwner),
    })),
  };
}

function trimTemplate(template: JsonRecord): JsonRecord {
  return { ...template, ...replaced(template, 'spec', trimPodSpec) };
}

function trimNodeStatus(status: JsonRecord): JsonRecord {
  return without(status, ['images', 'volumesInUse', 'volumesAttached']);
}

/** The field after `trim`, ready to be spread; nothing where the field is not an object, which stays as it is. */
function replaced(
  record: JsonRecord,
  field: string,
  trim: (value: JsonRecord) => JsonRecord,
): JsonRecord {
  const value = recordAt(record, field);
  return value === undefined ? {} : { [field]: trim(value) };
}

function trimEach(
  record: JsonRecord,
  field: string,
  kept: readonly string[],
): JsonRecord {
  return record[field] === undefined
    ? {}
    : { [field]: recordsAt(record, field).map(entry => pick(entry, kept)) };
}

function pick(record: JsonRecord, fields: readonly string[]): JsonRecord {
  return Object.fromEntries(
    fields
      .filter(field => Object.hasOwn(record, field))
      .map(field => [field, record[field]]),
  );
}

function without<T extends JsonRecord>(
  record: T,
  fields: readonly string[],
): T {
  const kept = { ...record };
  fields.forEach(field => Reflect.deleteProperty(kept, field));
  return kept;
}
