import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import type { Caller } from '../access/Caller';
import {
  authorizeObject,
  isWritable,
  type ObjectAddress,
} from './authorizeObject';
import type { ObjectServices } from './ObjectServices';
import { toLiveRow } from './toLiveRow';
import { toShownObject } from './toShownObject';

/** One whole object, straight from its cluster. */
export async function readObject(
  services: ObjectServices,
  caller: Caller,
  address: ObjectAddress,
  signal: AbortSignal,
): Promise<ObjectDetail> {
  const authorized = await authorizeObject(services, caller, address, 'get');
  const { cluster, target, ref, viewer } = authorized;
  const [object, writable] = await Promise.all([
    cluster.connection.get(target, ref, { signal, ...(viewer && { viewer }) }),
    isWritable(services, caller, authorized),
  ]);
  return {
    object: toShownObject(object, target),
    row: toLiveRow(cluster.name, target, object, services.nowMs()),
    writable,
  };
}
