import { render, screen, within } from '@testing-library/react';
import { ShortcutDialog } from './ShortcutDialog';
import { useShortcuts } from './useShortcuts';

const TABLE = {
  title: 'Table',
  shortcuts: [{ keys: ['j', 'k'], does: 'Next and previous row' }],
};
const EVERYWHERE = {
  title: 'Everywhere',
  shortcuts: [{ keys: ['g', 'a'], does: 'Go to Apps' }],
};

function Table() {
  useShortcuts(TABLE);
  return null;
}

function Portal({ hasTable }: { hasTable: boolean }) {
  return (
    <>
      {hasTable && <Table />}
      <ShortcutDialog everywhere={EVERYWHERE} isOpen onClose={() => {}} />
    </>
  );
}

const titles = () =>
  screen.getAllByRole('heading', { level: 3 }).map(each => each.textContent);

describe('ShortcutDialog', () => {
  it('lists what the keys do on this page, then what they do everywhere', () => {
    render(<Portal hasTable />);
    expect(titles()).toEqual(['Table', 'Everywhere']);
    expect(
      within(screen.getByRole('region', { name: 'Table' })).getByText(
        'Next and previous row',
      ),
    ).toBeInTheDocument();
  });

  it('forgets a page that was left', () => {
    const { rerender } = render(<Portal hasTable />);
    rerender(<Portal hasTable={false} />);
    expect(titles()).toEqual(['Everywhere']);
  });
});
