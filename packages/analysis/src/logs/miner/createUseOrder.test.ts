import fc from 'fast-check';

import type { UsePlace } from './createUseOrder';
import { createUseOrder } from './createUseOrder';

describe('createUseOrder()', () => {
  it('orders like a list from which the used item is moved to the end', () => {
    const step = fc.record({
      kind: fc.constantFrom('use', 'remove'),
      item: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(step), steps => {
        const order = createUseOrder<number>();
        const places = new Map<number, UsePlace<number>>();
        let list: number[] = [];
        for (const { kind, item } of steps) {
          const place = places.get(item);
          list = list.filter(other => other !== item);
          if (kind === 'remove') {
            if (place) order.remove(place);
            places.delete(item);
          } else {
            if (place) order.touch(place);
            else places.set(item, order.add(item));
            list.push(item);
          }
          expect(order.items()).toEqual(list);
          expect(order.oldest()?.item).toBe(list[0]);
        }
      }),
      { seed: 1 },
    );
  });

  it('does not bring a removed item back', () => {
    const order = createUseOrder<string>();
    const place = order.add('a');
    order.remove(place);
    order.remove(place);
    order.touch(place);
    expect([order.items(), place.isListed]).toEqual([[], false]);
  });
});
