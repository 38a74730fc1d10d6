import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { liveConnectionApiRef } from '../live/liveConnectionApiRef';
import { createFakeLive } from '../testing';
import { ScopeBar } from './ScopeBar';

/** The bar, whose owner answers when the test says so, as a router under load does. */
function open(text = '') {
  const changes: (string | undefined)[] = [];
  const onLeave = jest.fn();
  const live = createFakeLive();
  const bar = (shown: string) => (
    <TestApiProvider apis={[[liveConnectionApiRef, live.connection]]}>
      <ScopeBar
        scope={{ clusters: [], namespaces: [], text: shown }}
        onChange={change => changes.push(change.text)}
        onLeaveSearch={onLeave}
      />
    </TestApiProvider>
  );
  const { rerender } = render(bar(text));
  return {
    changes,
    onLeave,
    answer: (shown: string) => rerender(bar(shown)),
    field: screen.getByRole('searchbox'),
  };
}

const pause = () => act(() => jest.advanceTimersByTime(1_000));
const type = (field: HTMLElement, value: string) =>
  fireEvent.change(field, { target: { value } });

describe('ScopeBar', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('filters after a pause in typing', () => {
    const { changes, field } = open();
    type(field, 'c');
    type(field, 'ch');
    expect(changes).toEqual([]);
    pause();
    expect(changes).toEqual(['ch']);
  });

  it('does not lose typed characters when the page answers late', () => {
    const { answer, field } = open();
    type(field, 'checkout');
    pause();
    type(field, 'checkout edge');
    pause();
    answer('checkout');
    expect(field).toHaveValue('checkout edge');
    answer('checkout edge');
    expect(field).toHaveValue('checkout edge');
  });

  it('follows a link and the back button', () => {
    const { answer, field } = open('checkout');
    type(field, 'check');
    pause();
    answer('check');
    answer('checkout');
    expect(field).toHaveValue('checkout');
  });

  it.each(['Escape', 'Enter', 'ArrowDown'])(
    'keeps the filter when %s leads back to the table, without waiting for the pause',
    key => {
      const { changes, onLeave, field } = open();
      type(field, 'checkout');
      fireEvent.keyDown(field, { key });
      fireEvent.keyUp(field, { key });
      expect(field).toHaveValue('checkout');
      expect(changes).toEqual(['checkout']);
      expect(onLeave).toHaveBeenCalledTimes(1);
      pause();
      expect(changes).toEqual(['checkout']);
    },
  );
});
