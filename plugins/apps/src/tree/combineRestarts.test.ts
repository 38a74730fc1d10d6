import { pod, workload } from '../testing/appRows';
import { buildAppTree } from './buildAppTree';

describe('combineRestarts()', () => {
  it('adds up the pods below and keeps the most recent reason', () => {
    const set = workload('StatefulSet', 'db');
    const restarted = (
      name: string,
      restarts: number,
      reason: string,
      atMs: number,
    ) =>
      pod(name, {
        owner: set,
        restarts,
        lastRestart: { container: 'app', reason, atMs },
      });
    const rows = [
      set,
      restarted('a', 2, 'Error', 10),
      restarted('b', 5, 'OOMKilled', 30),
      pod('c', { owner: set }),
    ];
    expect(
      buildAppTree(rows).nodes.get('prod|StatefulSet|shop/db')?.restarts,
    ).toEqual({
      count: 7,
      lastReason: 'OOMKilled',
      lastAtMs: 30,
    });
  });

  it('is zero without a reason where nothing restarted', () => {
    const rows = [workload('DaemonSet', 'agent')];
    expect(
      buildAppTree(rows).nodes.get('prod|DaemonSet|shop/agent')?.restarts,
    ).toEqual({ count: 0 });
  });
});
