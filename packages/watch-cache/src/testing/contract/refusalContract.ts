/* eslint-disable jest/no-export -- a suite for the test files of adapters */
import { WatchError, type WatchErrorCode } from '../../watch/WatchError';
import type { ContractSubject } from './ContractSubject';
import { follow, namesOf } from './follow';
import type { Refusal } from './WatchSourceHarness';

const refusals: readonly (readonly [string, Refusal, WatchErrorCode])[] = [
  ['401', { kind: 'status', code: 401 }, 'unauthorized'],
  ['403', { kind: 'status', code: 403 }, 'forbidden'],
  ['404', { kind: 'status', code: 404 }, 'notFound'],
  ['429', { kind: 'throttled', retryAfterSeconds: 7 }, 'throttled'],
  ['500', { kind: 'status', code: 500 }, 'unreachable'],
  ['503', { kind: 'status', code: 503 }, 'unreachable'],
  ['no answer', { kind: 'down' }, 'unreachable'],
];

/** How every source tells that a request was refused. */
export function refusalContract(subjectOf: () => ContractSubject): void {
  describe('when it is refused', () => {
    it.each(refusals)(
      'throws on %s a WatchError with a code, from list and watch, and works again afterwards',
      async (_, refusal, code) => {
        const subject = subjectOf();
        await subject.put('a');
        const { resourceVersion } = await subject.list();
        await subject.harness.refuse(refusal);
        const errors = [
          await thrownBy(subject.list()),
          await thrownBy(follow(subject.watch(resourceVersion), 1)),
        ];
        expect(errors.map(error => error.code)).toEqual([code, code]);
        const retryAfterMs = refusal.kind === 'throttled' ? 7_000 : undefined;
        expect(errors[0].retryAfterMs).toBe(retryAfterMs);
        await subject.harness.recover();
        expect(namesOf(await subject.list())).toEqual(['a']);
      },
    );

    it('throws unreachable from an open watch when the server goes down', async () => {
      const subject = subjectOf();
      const { resourceVersion } = await subject.list();
      const reading = follow(subject.watch(resourceVersion), Infinity, () =>
        subject.harness.refuse({ kind: 'down' }),
      );
      await expect(reading).rejects.toMatchObject({ code: 'unreachable' });
    });

    it('refreshes credentials and goes on', async () => {
      const subject = subjectOf();
      await subject.put('a');
      await subject.harness.source.refreshCredentials(subject.signal);
      expect(namesOf(await subject.list())).toEqual(['a']);
    });
  });
}

async function thrownBy(work: Promise<unknown>): Promise<WatchError> {
  const outcome = await work.catch((error: unknown) => error);
  if (outcome instanceof WatchError) return outcome;
  throw new Error(`expected a WatchError, got ${String(outcome)}`);
}
