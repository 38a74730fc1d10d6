import type { KubernetesObject } from '@orrery/kubernetes-model';
import { formatLabelSelector, labelSelectorOf } from '@orrery/kubernetes-model';
import type { ScalePaths } from '../../custom-resources/CustomResource';
import {
  isJsonObject,
  JsonObject,
  numberAt,
  stringAt,
  valueAt,
  withValueAt,
} from '../../json/readJson';
import { parseObject } from '../../json/parseObject';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { invalid, methodNotAllowed } from '../../status/statusErrors';
import { applyPatchOf, patchTypeOf } from './patchObject';
import { existing, ObjectTarget, storeReplacement } from './replaceObject';
import { parseWriteOptions } from './WriteOptions';

const builtInPaths: ScalePaths = {
  specReplicas: ['spec', 'replicas'],
  statusReplicas: ['status', 'replicas'],
  selector: ['spec', 'selector'],
};

/** GET, PUT and PATCH of `…/scale`. */
export function scaleObject(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const current = existing(context, target);
  const paths = target.definition.custom?.scale ?? builtInPaths;
  const { verb } = request.info;
  if (verb === 'get')
    return { kind: 'json', code: 200, body: toScale(current, paths) };
  if (verb !== 'update' && verb !== 'patch')
    throw methodNotAllowed(target.definition);
  const scale =
    verb === 'update'
      ? request.body
      : applyPatchOf(
          context,
          undefined,
          patchTypeOf(request),
          toScale(current, paths),
          request.body,
        );
  const replicas = numberAt(scale, 'spec', 'replicas') ?? 0;
  if (replicas < 0) {
    throw invalid({ kind: 'Scale', group: 'autoscaling' }, target.name, [
      {
        field: 'spec.replicas',
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${replicas}: must be greater than or equal to 0`,
      },
    ]);
  }
  const resourceVersion =
    stringAt(scale, 'metadata', 'resourceVersion') ||
    current.metadata.resourceVersion;
  const scaled = withValueAt(
    withValueAt(current, paths.specReplicas, replicas),
    ['metadata', 'resourceVersion'],
    resourceVersion,
  );
  const options = parseWriteOptions(request);
  const stored = storeReplacement(
    context,
    { ...target, subresource: 'scale' },
    current,
    parseObject(scaled),
    options,
  );
  return { kind: 'json', code: 200, body: toScale(stored, paths) };
}

function toScale(
  object: KubernetesObject,
  { specReplicas, statusReplicas, selector }: ScalePaths,
): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const replicas = numberAt(object, ...specReplicas) ?? 0;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas },
    status: {
      replicas: numberAt(object, ...statusReplicas) ?? 0,
      selector:
        selector.length > 0 ? selectorText(valueAt(object, ...selector)) : '',
    },
  };
}

/** A custom resource has the text itself; others a LabelSelector, or a plain map of labels. */
function selectorText(selector: unknown): string {
  if (typeof selector === 'string') return selector;
  if (!isJsonObject(selector)) return '';
  const isMap =
    selector.matchLabels === undefined &&
    selector.matchExpressions === undefined;
  return formatLabelSelector(
    labelSelectorOf(isMap ? { matchLabels: selector } : selector),
  );
}
