import type { KubernetesObject } from '@orrery/kubernetes-model';
import { numberAt, stringAt, withValueAt } from '../../json/readJson';
import { parseObject } from '../../json/parseObject';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { invalid, methodNotAllowed } from '../../status/statusErrors';
import type { ResourceDefinition } from '../ResourceDefinition';
import { scaleOf, scalePathsOf } from '../scaleOf';
import { applyPatchOf, patchTypeOf } from './applyPatchOf';
import { existing, ObjectTarget, storeReplacement } from './replaceObject';
import { parseWriteOptions } from './WriteOptions';

/** GET, PUT and PATCH of `…/scale`. */
export function scaleObject(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const current = existing(context, target);
  const { definition } = target;
  const { verb } = request.info;
  if (verb === 'get') return answerWith(toScale(definition, current));
  if (verb !== 'update' && verb !== 'patch') throw methodNotAllowed(definition);
  const scale =
    verb === 'update'
      ? request.body
      : applyPatchOf(
          context,
          undefined,
          patchTypeOf(request),
          toScale(definition, current),
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
    withValueAt(current, scalePathsOf(definition).specReplicas, replicas),
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
  return answerWith(toScale(definition, stored));
}

/** Of every kind that can be scaled, whoever serves it. */
const scaleDefinition: ResourceDefinition = {
  group: 'autoscaling',
  version: 'v1',
  kind: 'Scale',
  plural: 'scales',
  singular: 'scale',
  namespaced: true,
  shortNames: [],
  categories: [],
  verbs: [],
  storage: 'scales.autoscaling',
  fields: [],
  subresources: [],
};

function answerWith(object: KubernetesObject): ApiAnswer {
  return { kind: 'object', code: 200, definition: scaleDefinition, object };
}

function toScale(
  definition: ResourceDefinition,
  object: KubernetesObject,
): KubernetesObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const { specReplicas, statusReplicas, selector } = scaleOf(
    definition,
    object,
  );
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: specReplicas },
    status: { replicas: statusReplicas, selector },
  };
}
