import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ListPage } from '@orrery/watch-cache';
import type { KindRef } from '../connection/KindRef';
import { parseObject, parseObjectList } from '../connection/parseObject';
import { itemText, splitList } from './splitList';

/**
 * Reads a list answer. An item is parsed when it is asked for, so that what a reader drops of it is free before the next one
 * is made; its `metadata.managedFields` come empty. Throws a `SyntaxError` or `TypeError` on anything that is no list; so
 * does the iteration for an item.
 */
export function readListPage(body: Buffer, kind: KindRef): ListPage {
  const { envelope, items } = splitList(body);
  const list = parseObjectList(JSON.parse(envelope), kind);
  const { resourceVersion, continueToken } = list;
  return {
    resourceVersion,
    continueToken,
    items: itemsOf(),
  };

  function* itemsOf(): Generator<KubernetesObject> {
    yield* list.items;
    for (const item of items) {
      yield parseObject(JSON.parse(itemText(body, item)), kind);
    }
  }
}
