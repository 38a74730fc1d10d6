import fc from 'fast-check';
import { itemText, splitList } from './splitList';

/** Parsed as one, and parsed in pieces. */
function bothWays(text: string): { whole: unknown; pieces: unknown } {
  return {
    whole: outcomeOf(() => JSON.parse(text)),
    pieces: outcomeOf(() => {
      const body = Buffer.from(text);
      const { envelope, items } = splitList(body);
      const list = JSON.parse(envelope);
      if (items.length === 0) return list;
      return {
        ...list,
        items: items.map(item => JSON.parse(itemText(body, item))),
      };
    }),
  };
}

function outcomeOf(parse: () => unknown): unknown {
  try {
    return parse();
  } catch {
    return 'refused';
  }
}

describe('splitList()', () => {
  it('takes the items out of the list', () => {
    const text = '{"kind":"PodList","items":[{"a":1}, {"b":[2,3]}],"x":1}';
    const body = Buffer.from(text);
    const { envelope, items } = splitList(body);
    expect(envelope).toBe('{"kind":"PodList","items":[],"x":1}');
    expect(items.map(item => itemText(body, item))).toEqual([
      '{"a":1}',
      ' {"b":[2,3]}',
    ]);
  });

  it('leaves the entries of managedFields out, unread', () => {
    const metadata =
      '{"name":"a","managedFields": [{"x":"]"}, [{}]] , "uid":"u"}';
    const body = Buffer.from(
      `{"items":[{"metadata":${metadata},"spec":{"b":1}},{"c":2}]}`,
    );
    expect(
      splitList(body).items.map(item => JSON.parse(itemText(body, item))),
    ).toEqual([
      {
        metadata: { name: 'a', managedFields: [], uid: 'u' },
        spec: { b: 1 },
      },
      { c: 2 },
    ]);
  });

  it.each([
    ['of another part', '{"spec":{"managedFields":[1]},"metadata":{}}'],
    ['further down', '{"metadata":{"labels":{"managedFields":[1]}}}'],
    ['of the item itself', '{"managedFields":[1],"metadata":{}}'],
    ['that are no list', '{"metadata":{"managedFields":{"a":[1]}}}'],
    ['that are a text', '{"metadata":{"note":"managedFields","a":[1]}}'],
    [
      'after a text that says metadata',
      '{"a":"metadata","b":{"managedFields":[1]}}',
    ],
  ])('keeps managedFields %s', (_, item) => {
    const { whole, pieces } = bothWays(`{"items":[${item},{"z":1}]}`);
    expect(pieces).toEqual(whole);
  });

  it('refuses managedFields that never end', () => {
    const { pieces } = bothWays('{"items":[{"metadata":{"managedFields":[{');
    expect(pieces).toBe('refused');
  });

  it.each([
    ['an empty list', '{"items":[]}'],
    ['a blank list', '{"items" : [ \n ] }'],
    ['items that are null', '{"items":null,"a":[1]}'],
    ['no items', '{"metadata":{}}'],
    ['items that are not the list’s own', '{"a":{"items":[1,2]},"b":[3]}'],
    ['items as a text', '{"a":"items","items":[1]}'],
    [
      'brackets, quotes and commas in texts',
      '{"items":["]","\\"],[",",\\\\"]}',
    ],
    ['letters beyond ASCII', '{"items":[{"größe":"€ 𝄞"},"ü"]}'],
    ['a key that is written with escapes', '{"\\u0069tems":[1,2]}'],
    ['an array instead of a list', '[{"items":[1]}]'],
    ['nothing', ''],
    ['a page of HTML', '<html>sign in</html>'],
    ['a list that breaks off', '{"items":[{"a":1},{"b"'],
    ['a list that breaks off inside a text', '{"items":[{"a":"\\'],
    ['a comma too many', '{"items":[1,]}'],
    ['a comma instead of an item', '{"items":[,]}'],
    ['an item too much', '{"items":[1 2]}'],
    ['brackets that do not match', '{"items":[{"a":1]}]}'],
    ['text after the end', '{"items":[1]} 2'],
  ])('reads %s as JSON.parse does', (_, text) => {
    const { whole, pieces } = bothWays(text);
    expect(pieces).toEqual(whole);
  });

  it('reads any list as JSON.parse does, whatever it holds and however it is written', () => {
    fc.assert(
      fc.property(
        fc.record({
          kind: fc.string(),
          items: fc.array(fc.jsonValue(), { maxLength: 5 }),
          metadata: fc.jsonValue(),
        }),
        fc.constantFrom(undefined, 1, '\t'),
        (list, space) => {
          const { whole, pieces } = bothWays(JSON.stringify(list, null, space));
          expect(pieces).toEqual(whole);
        },
      ),
      { seed: 1 },
    );
  });
});
