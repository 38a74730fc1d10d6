import type { KubernetesObject } from '@orrery/kubernetes-model';
import { renderObject, RenderOptions } from '../../server/render';
import type { StoreChange } from '../../store/ClusterStore';
import { groupVersionOf, ResourceDefinition } from '../ResourceDefinition';

/** All watches of a change write it in the same turn; the buffers need not live longer. */
const encoded = new WeakMap<StoreChange, Map<string, Buffer>>();

const lineEnd = Buffer.from('}\n');

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One line of a watch. */
export function encodeEvent(
  type: WatchEventType,
  object: KubernetesObject,
  definition: ResourceDefinition,
  options: RenderOptions,
): Buffer {
  return Buffer.concat([
    Buffer.from(`{"type":"${type}","object":`),
    renderObject(definition, object, options),
    lineEnd,
  ]);
}

/** As `encodeEvent`, but written once for all the watches that see the change in the same form. */
export function encodeChange(
  change: StoreChange,
  type: WatchEventType,
  object: KubernetesObject,
  definition: ResourceDefinition,
  options: RenderOptions,
): Buffer {
  let forms = encoded.get(change);
  if (!forms) {
    forms = new Map();
    encoded.set(change, forms);
  }
  const form = [
    type,
    groupVersionOf(definition),
    options.representation,
    options.includeObject,
    options.representation === 'table' && options.omitsColumns,
  ].join(' ');
  const known = forms.get(form);
  if (known) return known;
  const buffer = encodeEvent(type, object, definition, options);
  forms.set(form, buffer);
  if (forms.size === 1) setImmediate(() => encoded.delete(change));
  return buffer;
}
