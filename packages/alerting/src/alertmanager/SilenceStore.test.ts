import { AlertingError } from '../AlertingError';
import type { PostedSilence } from './Silence';
import { SilenceStore } from './SilenceStore';

const MINUTE = 60_000;

function storeOf(maxSilences = 10): SilenceStore {
  let next = 0;
  return new SilenceStore({
    maxSilences,
    newId: () => {
      next += 1;
      return `id-${next}`;
    },
  });
}

const silence = (changes: Partial<PostedSilence> = {}): PostedSilence => ({
  matchers: [{ name: 'a', value: 'x', isRegex: false, isEqual: true }],
  startsAtMs: 0,
  endsAtMs: 60 * MINUTE,
  createdBy: 'me',
  comment: 'why',
  ...changes,
});
const matcher = (name: string, value: string, isRegex = false) => ({
  ...{ name, value, isRegex, isEqual: true },
});

describe('SilenceStore', () => {
  it('silences what fits from now on, until its end', () => {
    const store = storeOf();
    const id = store.set(silence(), 10 * MINUTE);
    expect(store.get(id)).toMatchObject({
      startsAtMs: 10 * MINUTE,
      updatedAtMs: 10 * MINUTE,
    });
    expect(store.silencing({ a: 'x' }, 10 * MINUTE)).toEqual([id]);
    expect(store.silencing({ a: 'y' }, 10 * MINUTE)).toEqual([]);
    expect(store.silencing({ a: 'x' }, 60 * MINUTE)).toEqual([]);
  });

  it('understands all four matchers', () => {
    const store = storeOf();
    const id = store.set(
      silence({
        matchers: [
          matcher('a', 'x|y', true),
          { ...matcher('b', 'q'), isEqual: false },
          { ...matcher('c', 'z.*', true), isEqual: false },
        ],
      }),
      0,
    );
    expect(store.silencing({ a: 'y' }, 1)).toEqual([id]);
    expect(store.silencing({ a: 'y', b: 'q' }, 1)).toEqual([]);
    expect(store.silencing({ a: 'y', c: 'zz' }, 1)).toEqual([]);
  });

  it('changes times and words in place', () => {
    const store = storeOf();
    const id = store.set(silence(), 0);
    const longer = silence({ id, endsAtMs: 90 * MINUTE, comment: 'longer' });
    expect(store.set(longer, MINUTE)).toBe(id);
    expect(store.list(MINUTE)).toEqual([{ ...longer, updatedAtMs: MINUTE }]);
  });

  it('ends a silence whose matchers change, and begins another', () => {
    const store = storeOf();
    const id = store.set(silence(), 0);
    const other = silence({ id, matchers: [matcher('a', 'z')] });
    expect(store.set(other, MINUTE)).toBe('id-2');
    expect(store.get(id)?.endsAtMs).toBe(MINUTE);
    expect(store.silencing({ a: 'z' }, MINUTE)).toEqual(['id-2']);
    expect(store.silencing({ a: 'x' }, MINUTE)).toEqual([]);
  });

  it('expires active and pending ones once', () => {
    const store = storeOf();
    const active = store.set(silence(), 0);
    const pending = store.set(silence({ startsAtMs: 9 * MINUTE }), 0);
    store.expire(active, MINUTE);
    store.expire(pending, MINUTE);
    expect(store.get(pending)).toMatchObject({
      startsAtMs: MINUTE,
      endsAtMs: MINUTE,
    });
    expect(() => store.expire(active, 2 * MINUTE)).toThrow(
      new AlertingError('gone', `silence ${active} already expired`),
    );
    expect(() => store.expire('none', 0)).toThrow(
      new AlertingError('not-found', 'silence not found'),
    );
  });

  it('lists active ones by end, then pending by start, then expired', () => {
    const store = storeOf();
    store.set(silence({ endsAtMs: 50 * MINUTE }), 0);
    store.set(silence({ endsAtMs: 40 * MINUTE }), 0);
    store.set(silence({ startsAtMs: 30 * MINUTE }), 0);
    store.set(silence({ startsAtMs: 20 * MINUTE }), 0);
    store.set(silence({ endsAtMs: 5 * MINUTE }), 0);
    store.set(silence({ endsAtMs: 6 * MINUTE }), 0);
    expect(store.list(10 * MINUTE).map(({ id }) => id)).toEqual([
      ...['id-2', 'id-1', 'id-4', 'id-3', 'id-6', 'id-5'],
    ]);
  });

  it.each([
    [
      { startsAtMs: 5, endsAtMs: 5 },
      'Failed to create silence: start time must be before end time',
    ],
    [
      { startsAtMs: -2, endsAtMs: -1 },
      "Failed to create silence: end time can't be in the past",
    ],
    [{ matchers: [] }, 'silence invalid: at least one matcher required'],
    [
      { matchers: [matcher('a', '.*', true), matcher('b', '')] },
      'silence invalid: at least one matcher must not match the empty string',
    ],
    [
      { matchers: [matcher('a', 'x'), matcher('a-b', 'x')] },
      'silence invalid: invalid label matcher 1: invalid label name "a-b"',
    ],
    [
      { matchers: [matcher('a', '(', true)] },
      'silence invalid: invalid label matcher 0: invalid regular expression "(": error parsing regexp: missing closing ): `(`',
    ],
  ])('refuses %j', (changes, message) => {
    expect(() => storeOf().set(silence(changes), 0)).toThrow(
      new AlertingError('invalid', message),
    );
  });

  it('does not know what it was never given', () => {
    expect(() => storeOf().set(silence({ id: 'none' }), 0)).toThrow(
      new AlertingError('not-found', 'silence not found'),
    );
  });

  it('holds no more than its limit, and forgets after five days', () => {
    const store = storeOf(1);
    store.set(silence(), 0);
    expect(() => store.set(silence(), 1)).toThrow(
      new AlertingError('limit', 'silences are limited to 1'),
    );
    const later = 6 * 24 * 60 * MINUTE;
    expect(store.list(later)).toEqual([]);
    expect(store.set(silence({ endsAtMs: later + 1 }), later)).toBe('id-2');
  });
});
