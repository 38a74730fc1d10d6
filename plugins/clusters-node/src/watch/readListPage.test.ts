import { pod, podList, pods } from '../__testUtils__/pods';
import { readListPage } from './readListPage';

const read = (list: unknown) =>
  readListPage(Buffer.from(JSON.stringify(list)), pods);

describe('readListPage()', () => {
  it('reads items, version and token, and fills what lists leave out', () => {
    const page = read(podList(['a', 'b'], { continue: 'more' }));
    expect({ ...page, items: [...page.items] }).toEqual({
      items: [pod('a'), pod('b')],
      resourceVersion: '10',
      continueToken: 'more',
    });
  });

  it('leaves the entries of managedFields out', () => {
    const metadata = {
      ...pod('a').metadata,
      managedFields: [{ manager: 'x' }],
    };
    const [item] = read({ ...podList([]), items: [{ metadata }] }).items;
    expect(item.metadata.managedFields).toEqual([]);
  });

  it.each([
    ['an empty list', podList([])],
    ['no items', { metadata: { resourceVersion: '10' } }],
    ['null for items', { ...podList([]), items: null }],
    ['an empty token', podList([], { continue: '' })],
  ])('reads %s as the last page, without items', (_, list) => {
    const page = read(list);
    expect([...page.items]).toEqual([]);
    expect(page.continueToken).toBeUndefined();
  });

  it('makes an item when it is asked for: those before a broken one are read', () => {
    const page = read({ ...podList(['a']), items: [pod('a'), { kind: 'x' }] });
    const items = page.items[Symbol.iterator]();
    expect(items.next().value).toEqual(pod('a'));
    expect(() => items.next()).toThrow('metadata is missing');
  });

  it.each([
    ['a page of HTML', '<html>sign in</html>'],
    [
      'a list that breaks off',
      '{"metadata":{"resourceVersion":"1"},"items":[{',
    ],
    ['a list without version', '{"metadata":{},"items":[]}'],
    [
      'items that are no list',
      '{"metadata":{"resourceVersion":"1"},"items":3}',
    ],
  ])('refuses %s', (_, text) => {
    expect(() => readListPage(Buffer.from(text), pods)).toThrow();
  });
});
