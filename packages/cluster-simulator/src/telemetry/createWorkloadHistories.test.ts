import { createManualClock } from '../clock/createManualClock';
import { createTypedStore } from '../controllers/TypedStore';
import { createRandom } from '../random/createRandom';
import { createClusterStore } from '../store/createClusterStore';
import { createWorkloadHistories } from './createWorkloadHistories';

const MINUTE_MS = 60_000;

describe('createWorkloadHistories()', () => {
  it('moves all that an incident did to its past, however long that took', () => {
    const clock = createManualClock();
    const raw = createClusterStore({ clock, random: createRandom('store') });
    const store = createTypedStore(raw);
    const created = raw.create('deployments.apps', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'users', namespace: 'shop' },
      spec: {
        replicas: 18,
        selector: { matchLabels: { app: 'users' } },
        template: { metadata: {}, spec: { containers: [] } },
      },
    });
    const { uid = '' } = created.metadata;
    const histories = createWorkloadHistories(store, clock);
    const users = () => {
      const found = store.get('deployments.apps', 'shop', 'users');
      if (!found) throw new Error('no deployment');
      return found;
    };
    const createdMs = clock.nowMs();
    clock.advance(40 * MINUTE_MS);
    const sinceMs = clock.nowMs();
    clock.advance(2);
    store.update('deployments.apps', users(), latest => ({
      ...latest,
      spec: { ...latest.spec, replicas: 9 },
    }));
    clock.advance(3);
    histories.changedAt(uid, createdMs + 10 * MINUTE_MS, sinceMs);
    expect(histories.of(users()).wanted).toEqual([
      { atMs: createdMs, replicas: 18 },
      { atMs: createdMs + 10 * MINUTE_MS, replicas: 9 },
    ]);
    histories.dispose();
  });
});
