/* eslint-disable jest/no-export -- a suite for the test files of adapters */
import type { ContractSubject } from './ContractSubject';
import { follow, namesOf, noteOf } from './follow';

/** What every source promises of `list()`. */
export function listContract(subjectOf: () => ContractSubject): void {
  describe('list()', () => {
    it('gives page by page what was there at the first one', async () => {
      const subject = subjectOf();
      await subject.put('a', 'b', 'c');
      const first = await subject.list();
      await subject.put('d');
      const second = await subject.list(first.continueToken);
      expect([first, second].map(namesOf)).toEqual([['a', 'b'], ['c']]);
      expect(second.resourceVersion).toBe(first.resourceVersion);
      expect(second.continueToken).toBeUndefined();
    });

    it('gives whole objects, with apiVersion and kind', async () => {
      const subject = subjectOf();
      await subject.harness.put('a', 'größe € "{[,');
      const [item] = (await subject.list()).items;
      expect(item).toMatchObject({ apiVersion: 'v1', kind: 'Pod' });
      expect(noteOf(item)).toBe('größe € "{[,');
      expect(item.metadata.uid).toBeTruthy();
      expect(item.metadata.resourceVersion).toBeTruthy();
    });

    it('gives an empty list a version to watch from', async () => {
      const subject = subjectOf();
      const page = await subject.list();
      expect(namesOf(page)).toEqual([]);
      expect(page.continueToken).toBeUndefined();
      const watching = follow(subject.watch(page.resourceVersion), 1, () =>
        subject.put('a'),
      );
      expect(await watching).toEqual(['added a']);
    });

    it('shows what was written just before', async () => {
      const subject = subjectOf();
      await subject.put('a');
      expect(namesOf(await subject.list())).toEqual(['a']);
      await subject.harness.remove('a');
      expect(namesOf(await subject.list())).toEqual([]);
    });

    it('throws expired for a page of a list that the server has forgotten', async () => {
      const subject = subjectOf();
      await subject.put('a', 'b', 'c');
      const { continueToken } = await subject.list();
      await subject.harness.forgetHistory('status');
      await expect(subject.list(continueToken)).rejects.toMatchObject({
        code: 'expired',
      });
      await subject.harness.recover();
      expect(namesOf(await subject.list())).toEqual(['a', 'b']);
    });

    it('throws aborted with a signal that is aborted already', async () => {
      const subject = subjectOf();
      subject.abort();
      await expect(subject.list()).rejects.toMatchObject({ code: 'aborted' });
    });
  });
}
