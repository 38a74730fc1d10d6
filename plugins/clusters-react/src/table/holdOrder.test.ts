import { holdOrder } from './holdOrder';

const rows = (text: string) => text.split('').map(id => ({ id, value: 1 }));
const order = (held: { rows: readonly { id: string }[] }) =>
  held.rows.map(row => row.id).join('');

describe('holdOrder()', () => {
  it('keeps the order on screen while the fresh order differs', () => {
    const held = holdOrder(rows('abc'), rows('cab'), { anchorId: 'b' });
    expect(order(held)).toBe('abc');
    expect(held.pendingChanges).toBe(3);
  });

  it('takes the fresh values in place', () => {
    const held = holdOrder(rows('ab'), [
      { id: 'b', value: 7 },
      { id: 'a', value: 1 },
    ]);
    expect(held.rows).toEqual([
      { id: 'a', value: 1 },
      { id: 'b', value: 7 },
    ]);
  });

  it('keeps the place of a row that vanished and names it', () => {
    const held = holdOrder(rows('abc'), rows('ac'), { anchorId: 'c' });
    expect(order(held)).toBe('abc');
    expect([...held.goneIds]).toEqual(['b']);
    expect(held.pendingChanges).toBe(1);
  });

  it('lets new rows appear below the anchor, in their fresh order', () => {
    const held = holdOrder(rows('abc'), rows('abxyc'), { anchorId: 'b' });
    expect(order(held)).toBe('abxyc');
    expect(held.pendingChanges).toBe(0);
  });

  it('withholds new rows above the anchor', () => {
    const held = holdOrder(rows('abc'), rows('xayzbc'), { anchorId: 'b' });
    expect(order(held)).toBe('abc');
    expect(held.pendingChanges).toBe(3);
  });

  it('puts new rows anywhere when nothing is anchored', () => {
    expect(order(holdOrder(rows('ab'), rows('xaybz')))).toBe('xaybz');
  });

  it('obeys the viewer at once but still does not sort again', () => {
    const held = holdOrder(rows('abcd'), rows('dbxya'), {
      anchorId: 'd',
      byUser: true,
    });
    expect(order(held)).toBe('abxyd');
    expect(held.goneIds.size).toBe(0);
  });

  it('reports nothing pending when nothing changed', () => {
    expect(holdOrder(rows('abc'), rows('abc')).pendingChanges).toBe(0);
  });
});
