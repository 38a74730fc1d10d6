import { errorApiRef, storageApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ColumnChooser } from './ColumnChooser';
import { useColumnChoice } from './useColumnChoice';
import type { TableRow, VirtualTableColumn } from './VirtualTableModel';

const COLUMNS: readonly VirtualTableColumn<TableRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: '1fr',
    isFixed: true,
    render: row => row.id,
  },
  { id: 'node', header: 'Node', width: '1fr', render: () => 'n1' },
  { id: 'age', header: 'Age', width: '1fr', render: () => '1d' },
];

function Table({ id = 'pods' }: { id?: string }) {
  const choice = useColumnChoice(id, COLUMNS);
  return (
    <>
      <output aria-label={id}>
        {choice.shown.map(({ header }) => header).join(' ')}
      </output>
      <ColumnChooser choice={choice} />
    </>
  );
}

function open(
  storage = mockApis.storage(),
  errors = mockApis.error({ collect: true }),
  id?: string,
) {
  const view = render(
    <TestApiProvider
      apis={[
        [storageApiRef, storage],
        [errorApiRef, errors],
      ]}
    >
      <Table id={id} />
    </TestApiProvider>,
  );
  return { ...view, storage, errors, user: userEvent.setup() };
}

const shown = (id = 'pods') => screen.getByLabelText(id).textContent;
const item = (name: string) =>
  within(screen.getByRole('menu')).getByRole('menuitemcheckbox', { name });

describe('useColumnChoice() with ColumnChooser', () => {
  it('shows all columns, and offers those that are not fixed', async () => {
    const { user } = open();
    expect(shown()).toBe('Name Node Age');
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    expect(
      screen.getAllByRole('menuitemcheckbox').map(each => each.textContent),
    ).toEqual(['Node', 'Age']);
  });

  it('is worked by keyboard, and stays open for the next column', async () => {
    const { user } = open();
    await user.tab();
    await user.keyboard('{Enter}');
    await user.keyboard(' ');
    expect(shown()).toBe('Name Age');
    await user.keyboard('{ArrowDown} ');
    expect(shown()).toBe('Name');
    expect(item('Age')).toHaveAttribute('aria-checked', 'false');
  });

  it('remembers the choice of each table for the user', async () => {
    const { user, unmount, storage } = open();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(item('Node'));
    unmount();
    const again = open(storage);
    expect(shown()).toBe('Name Age');
    again.unmount();
    open(storage, undefined, 'nodes');
    expect(shown('nodes')).toBe('Name Node Age');
  });

  it('goes back to all columns', async () => {
    const storage = mockApis.storage();
    await storage.forBucket('orrery-hidden-columns').set('pods', ['age']);
    const { user } = open(storage);
    expect(shown()).toBe('Name Node');
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(
      screen.getByRole('menuitem', { name: 'Reset to default' }),
    );
    expect(shown()).toBe('Name Node Age');
  });

  it('never hides a fixed column, and ignores what it does not know', async () => {
    const storage = mockApis.storage();
    const bucket = storage.forBucket('orrery-hidden-columns');
    await bucket.set('pods', ['name', 'gone', 7]);
    open(storage);
    expect(shown()).toBe('Name Node Age');
  });

  it('says when the choice could not be kept', async () => {
    const storage = mockApis.storage();
    const refusing = {
      forBucket: () =>
        Object.assign(Object.create(storage), {
          set: () => Promise.reject(new Error('storage is full')),
        }),
    };
    const { user, errors } = open(Object.assign(storage, refusing));
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(item('Node'));
    expect(shown()).toBe('Name Age');
    expect(errors.getErrors().map(({ error }) => error.message)).toEqual([
      'storage is full',
    ]);
  });
});
