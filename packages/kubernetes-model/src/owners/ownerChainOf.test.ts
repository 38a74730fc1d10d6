import { deployment, ownerReference, pod, replicaSet } from '../testing';
import type { Ownable } from './Ownable';
import { uidOf } from './Ownable';
import { ownerChainOf } from './ownerChainOf';

const item = pod('a', {
  metadata: {
    ownerReferences: [ownerReference('apps/v1', 'ReplicaSet', 'web-1')],
  },
});

const among = (items: readonly Ownable[]) => (uid: string) =>
  items.find(candidate => uidOf(candidate) === uid);

const names = (items: readonly Ownable[]) =>
  ownerChainOf<Ownable>(item, among(items)).map(
    ({ owner, item: found }) => `${owner.name}${found ? '' : ' (not known)'}`,
  );

describe('ownerChainOf()', () => {
  it('goes up from the nearest owner', () => {
    expect(names([replicaSet('web-1'), deployment('web')])).toEqual([
      'web-1',
      'web',
    ]);
  });

  it('ends at an owner that is not known', () => {
    expect(names([replicaSet('web-1')])).toEqual(['web-1', 'web (not known)']);
  });

  it('is empty without owners', () => {
    expect(ownerChainOf(pod('alone'), () => undefined)).toEqual([]);
  });

  it('ends where a circle closes', () => {
    const circle = deployment('web', {
      metadata: { ownerReferences: [ownerReference('v1', 'Pod', 'a')] },
    });
    expect(names([item, replicaSet('web-1'), circle])).toEqual([
      'web-1',
      'web',
    ]);
  });
});
