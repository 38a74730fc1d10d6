/* eslint-disable jest/no-export -- a suite for the test files of adapters */
import { WatchError } from '../../watch/WatchError';
import type { WatchEvent } from '../../watch/WatchSource';
import type { ContractSubject } from './ContractSubject';
import { changeOf, follow, noteOf, objectOf, versionOf } from './follow';

/** What every source promises of `watch()`. */
export function watchContract(subjectOf: () => ContractSubject): void {
  describe('watch()', () => {
    it('delivers opened first, then each change after the list, in order', async () => {
      const subject = subjectOf();
      await subject.put('a');
      const { resourceVersion } = await subject.list();
      await subject.put('b');
      const seen: WatchEvent[] = [];
      const changes = await follow(
        subject.watch(resourceVersion),
        4,
        async () => {
          await subject.harness.put('a', 'changed');
          await subject.harness.remove('b');
          await subject.put('c');
        },
        seen,
      );
      expect(changes).toEqual([
        'added b',
        'modified a',
        'deleted b',
        'added c',
      ]);
      expect(seen[0]).toEqual({ kind: 'opened' });
      expect(seen.slice(1).map(event => event.kind)).not.toContain('opened');
      const versions = seen.flatMap(versionOf).map(Number);
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    });

    it('delivers whole objects; a deleted one in its last state', async () => {
      const subject = subjectOf();
      await subject.harness.put('a', 'größe');
      const { resourceVersion } = await subject.list();
      const seen: WatchEvent[] = [];
      await follow(
        subject.watch(resourceVersion),
        2,
        async () => {
          await subject.harness.put('a', 'größer €');
          await subject.harness.remove('a');
        },
        seen,
      );
      const objects = seen.flatMap(objectOf);
      expect(objects.map(noteOf)).toEqual(['größer €', 'größer €']);
      expect(objects[1]).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
    });

    it('resumes from the version of any event: nothing lost, nothing twice', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      await subject.put('a', 'b', 'c');
      const seen: WatchEvent[] = [];
      await follow(subject.watch(resourceVersion), 2, undefined, seen);
      const [last] = seen.flatMap(versionOf).slice(-1);
      await subject.put('d');
      expect(await follow(subject.watch(last), 2)).toEqual([
        'added c',
        'added d',
      ]);
    });

    it('delivers bookmarks, from which it resumes', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      let bookmark: string | undefined;
      for await (const event of subject.watch(resourceVersion)) {
        if (event.kind === 'opened') await subject.put('a');
        if (event.kind === 'added') await subject.harness.sendBookmark();
        if (event.kind !== 'bookmark') continue;
        bookmark = event.resourceVersion;
        if (Number(bookmark) > Number(resourceVersion)) break;
      }
      await subject.put('b');
      expect(await follow(subject.watch(bookmark ?? ''), 1)).toEqual([
        'added b',
      ]);
    });

    it('ends when the server ends the stream', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      const changes = follow(
        subject.watch(resourceVersion),
        Infinity,
        async () => {
          await subject.put('a');
          await subject.harness.endWatches('clean');
        },
      );
      expect(await changes).toEqual(['added a']);
    });

    it('throws unreachable when the connection breaks, after the events before it', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      const seen: WatchEvent[] = [];
      const reading = follow(
        subject.watch(resourceVersion),
        Infinity,
        () => subject.put('a'),
        seen,
        event => event.kind === 'added' && subject.harness.endWatches('reset'),
      );
      await expect(reading).rejects.toMatchObject({ code: 'unreachable' });
      expect(seen.flatMap(changeOf)).toEqual(['added a']);
    });

    it.each(['status', 'event'] as const)(
      'throws expired for a version that the server has forgotten, told by %s; a new list is watched again',
      async tell => {
        const subject = subjectOf();
        const { resourceVersion } = await subject.list();
        await subject.put('a');
        await subject.harness.forgetHistory(tell);
        await expect(
          follow(subject.watch(resourceVersion), 1),
        ).rejects.toMatchObject({ code: 'expired' });
        await subject.harness.recover();
        const fresh = await subject.list();
        expect(
          await follow(subject.watch(fresh.resourceVersion), 1, () =>
            subject.put('b'),
          ),
        ).toEqual(['added b']);
      },
    );

    it('throws expired for a 410 inside the stream, after the events before it', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      const seen: WatchEvent[] = [];
      const reading = follow(
        subject.watch(resourceVersion),
        Infinity,
        () => subject.put('a'),
        seen,
        event => event.kind === 'added' && subject.harness.expireWatches(),
      );
      await expect(reading).rejects.toMatchObject({ code: 'expired' });
      expect(seen.flatMap(changeOf)).toEqual(['added a']);
    });

    it('ends promptly when aborted', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      const seen: WatchEvent[] = [];
      const reading = follow(
        subject.watch(resourceVersion),
        Infinity,
        () => subject.put('a'),
        seen,
        event => {
          if (event.kind === 'added') subject.abort();
        },
      );
      await expect(orAborted(reading)).resolves.toBe('stopped');
      expect(seen.flatMap(changeOf)).toEqual(['added a']);
    });

    it('can be read again after a reader broke off', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      await subject.put('a', 'b');
      expect(await follow(subject.watch(resourceVersion), 1)).toEqual([
        'added a',
      ]);
      expect(await follow(subject.watch(resourceVersion), 2)).toEqual([
        'added a',
        'added b',
      ]);
    });
  });
}

/** Ending and throwing `aborted` are both fine after an abort. */
async function orAborted(reading: Promise<unknown>): Promise<'stopped'> {
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof WatchError) || error.code !== 'aborted') throw error;
  }
  return 'stopped';
}
