import {
  objectAt,
  objectsAt,
  stringAt,
  withValueAt,
} from '../../json/readJson';
import { parseObject } from '../../json/parseObject';
import type { ApiAnswer } from '../../server/ApiAnswer';
import type { ApiContext } from '../../server/ApiContext';
import type { ApiRequest } from '../../server/ApiRequest';
import { badRequest, conflict } from '../../status/statusErrors';
import { toTimestamp } from '../../store/deletionOf';
import { existing, ObjectTarget } from './replaceObject';

/** POST of `pods/…/binding`: gives the pod its node, once. */
export function bindPod(
  context: ApiContext,
  target: ObjectTarget,
  request: ApiRequest,
): ApiAnswer {
  const pod = existing(context, target);
  const node = stringAt(request.body, 'target', 'name');
  if (!node) throw badRequest('target.name is required');
  const assigned = stringAt(pod, 'spec', 'nodeName');
  if (assigned) {
    throw conflict(
      target.definition,
      target.name,
      `pod ${target.name} is already assigned to node "${assigned}"`,
    );
  }
  const lastTransitionTime = toTimestamp(context.store.clock.nowMs());
  const conditions = objectsAt(pod, 'status', 'conditions').filter(
    ({ type }) => type !== 'PodScheduled',
  );
  context.store.update('pods', target.namespace, target.name, current =>
    parseObject({
      ...withValueAt(current, ['spec', 'nodeName'], node),
      status: {
        ...objectAt(current, 'status'),
        conditions: [
          ...conditions,
          { type: 'PodScheduled', status: 'True', lastTransitionTime },
        ],
      },
    }),
  );
  return {
    kind: 'json',
    code: 201,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      code: 201,
    },
  };
}
