import { createManualClock } from '../clock/createManualClock';
import { createClusterStore } from '../store/createClusterStore';
import { checkPodReferences } from './checkPodReferences';

describe('checkPodReferences()', () => {
  const store = createClusterStore({ clock: createManualClock() });
  store.create('serviceaccounts', {
    metadata: { name: 'web', namespace: 'shop' },
  });
  store.create('priorityclasses.scheduling.k8s.io', {
    metadata: { name: 'high' },
  });
  const check = (spec: object) =>
    checkPodReferences(store, {
      metadata: { name: 'p', namespace: 'shop' },
      spec,
    });

  it.each([
    [{}],
    [{ serviceAccountName: 'default' }],
    [{ serviceAccountName: 'web', priorityClassName: 'high' }],
    [{ priorityClassName: 'system-node-critical' }],
  ])('admits %j', spec => {
    expect(() => check(spec)).not.toThrow();
  });

  it.each([
    [
      { serviceAccountName: 'nope' },
      'pods "p" is forbidden: error looking up service account shop/nope: serviceaccount "nope" not found',
    ],
    [
      { priorityClassName: 'low' },
      'pods "p" is forbidden: no PriorityClass with name low was found',
    ],
  ])('refuses %j', (spec, message) => {
    expect(() => check(spec)).toThrow(
      expect.objectContaining({ reason: 'Forbidden', message }),
    );
  });
});
