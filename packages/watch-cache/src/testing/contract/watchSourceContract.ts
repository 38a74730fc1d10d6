/* eslint-disable jest/no-export -- a suite for the test files of adapters */
import { ContractSubject } from './ContractSubject';
import { listContract } from './listContract';
import { refusalContract } from './refusalContract';
import { watchContract } from './watchContract';
import type { WatchSourceHarness } from './WatchSourceHarness';

/**
 * Registers the suite that every WatchSource passes, whatever it talks to; call it at the top level of a test file. How
 * answers are worded and cut is the matter of an adapter's own tests.
 */
export function watchSourceContract(
  describeName: string,
  makeHarness: () => Promise<WatchSourceHarness>,
): void {
  describe(`${describeName} as a WatchSource`, () => {
    let subject: ContractSubject;
    const subjectOf = () => subject;

    beforeEach(async () => {
      subject = new ContractSubject(await makeHarness());
    });

    afterEach(async () => {
      subject.abort();
      await subject.harness.dispose();
    });

    listContract(subjectOf);
    watchContract(subjectOf);
    refusalContract(subjectOf);
  });
}
