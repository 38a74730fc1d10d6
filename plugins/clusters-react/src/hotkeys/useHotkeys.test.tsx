import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useHotkeys } from './useHotkeys';

function Page({ onKeys }: { onKeys: (keys: string) => void }) {
  useHotkeys(
    ['j', 'g c', 'g a', '?'].map(keys => ({ keys, run: () => onKeys(keys) })),
  );
  return (
    <>
      <input aria-label="text" />
      <div contentEditable suppressContentEditableWarning aria-label="note" />
      <ul role="menu">
        <li role="menuitem" tabIndex={-1}>
          Get
        </li>
      </ul>
      <button type="button">Button</button>
    </>
  );
}

function open() {
  const pressed: string[] = [];
  const view = render(<Page onKeys={keys => pressed.push(keys)} />);
  return { pressed, view, user: userEvent.setup() };
}

/** An event of a time that the test chooses. */
function pressAt(timeStampMs: number, key: string) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true });
  Object.defineProperty(event, 'timeStamp', { value: timeStampMs });
  fireEvent(document.body, event);
}

describe('useHotkeys()', () => {
  it('runs what a key is for', async () => {
    const { pressed, user } = open();
    await user.keyboard('j?x');
    expect(pressed).toEqual(['j', '?']);
  });

  it('runs what two keys after each other are for', async () => {
    const { pressed, user } = open();
    await user.keyboard('gcga');
    expect(pressed).toEqual(['g c', 'g a']);
  });

  it('forgets the first key when another comes between', async () => {
    const { pressed, user } = open();
    await user.keyboard('gxc');
    await user.keyboard('gjc');
    expect(pressed).toEqual(['j']);
  });

  it('starts anew with a first key pressed twice', async () => {
    const { pressed, user } = open();
    await user.keyboard('ggc');
    expect(pressed).toEqual(['g c']);
  });

  it('forgets the first key after a while', () => {
    const { pressed } = open();
    pressAt(1_000, 'g');
    pressAt(2_400, 'c');
    pressAt(5_000, 'g');
    pressAt(6_600, 'c');
    expect(pressed).toEqual(['g c']);
  });

  it.each([
    ['a text field', () => screen.getByLabelText('text')],
    ['editable text', () => screen.getByLabelText('note')],
    ['a menu', () => screen.getByRole('menuitem')],
  ])('is silent in %s', async (_where, element) => {
    const { pressed } = open();
    for (const key of ['j', 'g', 'c']) fireEvent.keyDown(element(), { key });
    expect(pressed).toEqual([]);
  });

  it('is silent with a modifier, and when the element took the key', () => {
    const { pressed } = open();
    const button = screen.getByRole('button');
    fireEvent.keyDown(button, { key: 'j', ctrlKey: true });
    button.addEventListener('keydown', event => event.preventDefault());
    fireEvent.keyDown(button, { key: 'j' });
    expect(pressed).toEqual([]);
  });

  it('is silent after the page was left', async () => {
    const { pressed, view, user } = open();
    view.unmount();
    await user.keyboard('jgc');
    expect(pressed).toEqual([]);
  });
});
