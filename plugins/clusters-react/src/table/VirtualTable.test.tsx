import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { createRef } from 'react';
import { VirtualTable } from './VirtualTable';
import type { VirtualTableProps } from './VirtualTable';
import type {
  TableRow,
  VirtualTableColumn,
  VirtualTableHandle,
} from './VirtualTableModel';

interface Item extends TableRow {
  readonly value: number;
}

const columns: readonly VirtualTableColumn<Item>[] = [
  { id: 'name', header: 'Name', width: '1fr', render: row => row.id },
  {
    id: 'value',
    header: 'Value',
    width: '80px',
    align: 'end',
    render: row => row.value,
    textOf: row => String(row.value),
  },
];

const items = (text: string): Item[] =>
  text.split('').map(id => ({ id, value: 0 }));

function table(props: Partial<VirtualTableProps<Item>> = {}) {
  return (
    <VirtualTable
      label="Letters"
      rows={items('abc')}
      columns={columns}
      {...props}
    />
  );
}

const shown = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(row => row.getAttribute('data-row-id'))
    .join('');

const activeRow = () => {
  const grid = screen.getByLabelText('Letters');
  return document.getElementById(
    grid.getAttribute('aria-activedescendant') ?? '',
  )?.dataset.rowId;
};

describe('VirtualTable', () => {
  it('draws a screenful of 10 000 rows, and says how many there are', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      id: `row${index}`,
      value: index,
    }));
    render(table({ rows }));
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
  });

  it('moves with j, k, arrows, Home and End, and opens with Enter', async () => {
    const onOpen = jest.fn();
    render(table({ onOpen }));
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('jj');
    expect(activeRow()).toBe('b');
    await user.keyboard('k');
    expect(activeRow()).toBe('a');
    await user.keyboard('{End}');
    expect(activeRow()).toBe('c');
    await user.keyboard('{ArrowDown}{Home}{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ id: 'b' }));
  });

  it('opens and closes a tree with the arrow keys and goes to the parent', async () => {
    const onToggle = jest.fn();
    const rows: Item[] = [
      { id: 'a', value: 0, level: 1, expanded: true },
      { id: 'b', value: 0, level: 2 },
      { id: 'c', value: 0, level: 1, expanded: false },
    ];
    render(table({ rows, onToggle }));
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('jj{ArrowLeft}');
    expect(activeRow()).toBe('a');
    await user.keyboard('{ArrowLeft}');
    expect(onToggle).toHaveBeenLastCalledWith(rows[0]);
    await user.keyboard('{End}{ArrowRight}');
    expect(onToggle).toHaveBeenLastCalledWith(rows[2]);
    expect(screen.getByRole('treegrid')).toBeInTheDocument();
  });

  it('can be moved from outside, for keys of the page', () => {
    const handle = createRef<VirtualTableHandle>();
    render(table({ handle }));
    act(() => handle.current?.move(1));
    act(() => handle.current?.move(1));
    expect(activeRow()).toBe('b');
    expect(screen.getByRole('grid')).toHaveFocus();
  });

  it('follows the active row when rows move, and keeps the focus', async () => {
    const { rerender } = render(table());
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('jj');
    rerender(table({ rows: items('xabc') }));
    expect(activeRow()).toBe('b');
    expect(screen.getByRole('grid')).toHaveFocus();
  });

  it('sorts again at once while nobody is inside', () => {
    const { rerender } = render(table());
    rerender(table({ rows: items('cba') }));
    expect(shown()).toBe('cba');
  });

  it('holds still under the pointer, updates values in place, and catches up when it leaves', () => {
    const { rerender } = render(table());
    const grid = screen.getByRole('grid');
    fireEvent.pointerEnter(grid);
    rerender(table({ rows: [{ id: 'c', value: 9 }, ...items('ab')] }));
    expect(shown()).toBe('abc');
    expect(
      within(screen.getAllByRole('row')[3]).getByText('9'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: '3 changes' }),
    ).toBeInTheDocument();
    fireEvent.pointerLeave(grid);
    expect(shown()).toBe('cab');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('catches up when the changes are asked for', () => {
    const { rerender } = render(table());
    fireEvent.pointerEnter(screen.getByRole('grid'));
    rerender(table({ rows: items('cab') }));
    fireEvent.click(screen.getByRole('button', { name: '3 changes' }));
    expect(shown()).toBe('cab');
  });

  it('keeps the place of a row that is gone while held', () => {
    const { rerender } = render(table());
    fireEvent.pointerEnter(screen.getByRole('grid'));
    rerender(table({ rows: items('ac') }));
    expect(shown()).toBe('abc');
    expect(screen.getAllByRole('row')[2].dataset.state).toContain('gone');
  });

  it('obeys the viewer at once although held', () => {
    const { rerender } = render(table({ userKey: 'closed' }));
    fireEvent.pointerEnter(screen.getByRole('grid'));
    rerender(table({ rows: items('axyc'), userKey: 'open' }));
    expect(shown()).toBe('axyc');
  });

  it('tints a cell whose value changed for a second, and no other', () => {
    jest.useFakeTimers();
    const { rerender } = render(table());
    rerender(table({ rows: [...items('ab'), { id: 'c', value: 1 }] }));
    const changed = () =>
      screen
        .getAllByRole('gridcell')
        .filter(cell => cell.hasAttribute('data-changed'));
    expect(changed().map(cell => cell.textContent)).toEqual(['1']);
    act(() => jest.advanceTimersByTime(1000));
    expect(changed()).toEqual([]);
    jest.useRealTimers();
  });

  it('does not draw an unchanged row again', () => {
    const draw = jest.fn((row: Item) => row.id);
    const counted = [{ ...columns[0], render: draw }];
    const rows = items('abc');
    const { rerender } = render(table({ rows, columns: counted }));
    draw.mockClear();
    rerender(
      table({
        rows: [rows[0], rows[1], { id: 'c', value: 5 }],
        columns: counted,
      }),
    );
    expect(draw.mock.calls.map(([row]) => row.id)).toEqual(['c']);
  });

  it('marks the selected row', () => {
    render(table({ selectedId: 'b' }));
    expect(screen.getByRole('row', { selected: true }).dataset.rowId).toBe('b');
  });

  it('has no serious accessibility finding', async () => {
    const { container } = render(table());
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
