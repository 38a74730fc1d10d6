import { stringAt } from '../fields/fieldAt';
import type { KubernetesObject } from '../object/KubernetesObject';
import type { ResourceRow, RowBase } from '../rows/ResourceRow';
import { ownerOf } from '../rows/rowBaseOf';

/** What can own and be owned: an object as the cluster sends it, or its row. */
export type Ownable = KubernetesObject | ResourceRow;

/** The item's uid; the empty string where it has none. */
export function uidOf(item: Ownable): string {
  return isRow(item) ? item.uid : stringAt(item, 'metadata', 'uid') ?? '';
}

/** The item's controlling owner, else its first one, else `undefined`. */
export function controllerOf(item: Ownable): RowBase['owner'] {
  return isRow(item) ? item.owner : ownerOf(item);
}

/** A Kubernetes object always has metadata, a row never. */
function isRow(item: Ownable): item is ResourceRow {
  return !('metadata' in item);
}
