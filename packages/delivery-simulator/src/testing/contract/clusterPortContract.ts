/* eslint-disable jest/no-export -- this is a suite that the tests of ports run */
import type { ClusterPortHarness } from './ClusterPortHarness';
import { request } from './contractObjects';
import { readContract } from './readContract';
import { writeContract } from './writeContract';

/** What `ClusterPort` promises: every implementation runs this suite, each test over a cluster of its own. */
export function clusterPortContract(
  open: () => Promise<ClusterPortHarness> | ClusterPortHarness,
): void {
  let harness: ClusterPortHarness;

  beforeEach(async () => {
    harness = await open();
    for (const name of ['shop', 'bank'])
      await harness.port.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        request,
      );
  });
  afterEach(() => harness.dispose());

  readContract(() => harness.port);
  writeContract(() => harness);

  describe('schedule()', () => {
    it('runs callbacks in order of time, never at once, unless cancelled', () => {
      const seen: string[] = [];
      const startMs = harness.port.nowMs();
      const note = (name: string) => () =>
        seen.push(`${name} at ${harness.port.nowMs() - startMs}`);
      harness.port.schedule(2_000, note('late'));
      harness.port.schedule(0, note('soon'));
      harness.port.schedule(1_000, note('never'))();
      expect(seen).toEqual([]);
      harness.advance(5_000);
      expect(seen).toEqual(['soon at 0', 'late at 2000']);
    });
  });
}
