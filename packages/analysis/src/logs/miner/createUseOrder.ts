/** An item's place in the order of use. */
export interface UsePlace<Item> {
  readonly item: Item;
  /** Whether the item is still in the order. */
  isListed: boolean;
  newer: UsePlace<Item> | undefined;
  older: UsePlace<Item> | undefined;
}

/** Items in the order of their last use. */
export interface UseOrder<Item> {
  /** Takes an item in as the one used last. */
  add(item: Item): UsePlace<Item>;
  /** Makes a listed item the one used last. */
  touch(place: UsePlace<Item>): void;
  remove(place: UsePlace<Item>): void;
  /** The one not used for longest. */
  oldest(): UsePlace<Item> | undefined;
  /** All items, the one not used for longest first. */
  items(): Item[];
}

/** A doubly linked list of items in order of use. O(1) per call, `items()` O(items); no errors. */
export function createUseOrder<Item>(): UseOrder<Item> {
  let newest: UsePlace<Item> | undefined;
  let oldest: UsePlace<Item> | undefined;

  function append(place: UsePlace<Item>): void {
    place.newer = undefined;
    place.older = newest;
    if (newest) newest.newer = place;
    newest = place;
    oldest ??= place;
  }

  function unlink(place: UsePlace<Item>): void {
    if (place.newer) place.newer.older = place.older;
    else newest = place.older;
    if (place.older) place.older.newer = place.newer;
    else oldest = place.newer;
  }

  return {
    add(item) {
      const place: UsePlace<Item> = {
        item,
        isListed: true,
        newer: undefined,
        older: undefined,
      };
      append(place);
      return place;
    },
    touch(place) {
      if (place === newest || !place.isListed) return;
      unlink(place);
      append(place);
    },
    remove(place) {
      if (!place.isListed) return;
      unlink(place);
      place.isListed = false;
    },
    oldest: () => oldest,
    items() {
      const items: Item[] = [];
      for (let place = oldest; place; place = place.newer)
        items.push(place.item);
      return items;
    },
  };
}
