import {
  KubernetesObject,
  matchesLabelSelector,
  ModelError,
  parseLabelSelector,
} from '@orrery/kubernetes-model';
import {
  FieldRequirement,
  matchesFieldSelector,
  parseFieldSelector,
} from '../../selection/parseFieldSelector';
import { badRequest } from '../../status/statusErrors';
import type { ResourceDefinition } from '../ResourceDefinition';

/** What a list or watch asks for. */
export interface Selection {
  readonly namespace?: string;
  readonly isSelective: boolean;
  /** Set when a field selector asks for one name. */
  readonly name?: string;
  matches(object: KubernetesObject): boolean;
}

/** @throws StatusError BadRequest for a selector that cannot be read. */
export function parseSelection(
  definition: ResourceDefinition,
  namespace: string | undefined,
  query: URLSearchParams,
): Selection {
  const labelSelector = query.get('labelSelector') ?? '';
  const fieldSelector = query.get('fieldSelector') ?? '';
  const labels = readLabelSelector(labelSelector);
  const fields: readonly FieldRequirement[] = parseFieldSelector(
    fieldSelector,
    {
      fields: definition.fields,
    },
  );
  const isSelective = labels.length > 0 || fields.length > 0;
  return {
    namespace,
    isSelective,
    name: fields.find(({ path, equal }) => path === 'metadata.name' && equal)
      ?.value,
    matches: object =>
      (namespace === undefined || object.metadata.namespace === namespace) &&
      (!isSelective ||
        (matchesLabelSelector(labels, object.metadata.labels) &&
          matchesFieldSelector(
            fields,
            definition.conversion
              ? definition.conversion.toServed(object)
              : object,
          ))),
  };
}

function readLabelSelector(text: string) {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (error instanceof ModelError) throw badRequest(error.message);
    throw error;
  }
}
