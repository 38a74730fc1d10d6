import type { KubernetesObject } from '@orrery/kubernetes-model';
import { badRequest } from '../status/statusErrors';
import { isJsonObject, objectAt, stringAt } from './readJson';

/**
 * Accepts a request body as an object. The name may be missing (`generateName`, reviews): it is then the empty string.
 *
 * @throws StatusError BadRequest when it is not an object or its metadata is not.
 */
export function parseObject(value: unknown): KubernetesObject {
  if (!isJsonObject(value)) throw badRequest('the body is not a JSON object');
  if (
    value.metadata !== undefined &&
    value.metadata !== null &&
    !isJsonObject(value.metadata)
  ) {
    throw badRequest('metadata must be an object');
  }
  const metadata = objectAt(value, 'metadata');
  const object = {
    ...value,
    metadata: { ...metadata, name: stringAt(metadata, 'name') },
  };
  return object as KubernetesObject;
}
