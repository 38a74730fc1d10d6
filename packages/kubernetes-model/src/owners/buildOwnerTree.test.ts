import * as fc from 'fast-check';
import {
  deployment,
  object,
  ownerReference,
  pod,
  replicaSet,
  TEST_NOW_MS,
} from '../testing';
import { rowOf } from '../rows/rowOf';
import { buildOwnerTree } from './buildOwnerTree';
import type { OwnerNode } from './buildOwnerTree';
import type { Ownable } from './Ownable';
import { uidOf } from './Ownable';

/** The tree as nested text: `web(web-1(a b))`. */
function drawing(nodes: readonly OwnerNode<Ownable>[]): string {
  return nodes
    .map(({ item, children }) => {
      const below = children.length > 0 ? `(${drawing(children)})` : '';
      return `${uidOf(item)}${below}`;
    })
    .join(' ');
}

function owned(uid: string, ...owners: readonly string[]) {
  return object('v1', 'Pod', uid, {
    metadata: {
      uid,
      ownerReferences: owners.map(owner => ({
        kind: 'Pod',
        name: owner,
        uid: owner,
      })),
    },
  });
}

const ofReplicaSet = (name: string) => ({
  metadata: {
    ownerReferences: [ownerReference('apps/v1', 'ReplicaSet', name)],
  },
});

describe('buildOwnerTree()', () => {
  const items = [
    pod('a', ofReplicaSet('web-1')),
    replicaSet('web-1'),
    pod('alone'),
    deployment('web'),
    pod('b', ofReplicaSet('web-1')),
  ];

  it('arranges objects below their owners, in the order given', () => {
    expect(drawing(buildOwnerTree(items))).toBe(
      'pod-alone deployment-web(replicaset-web-1(pod-a pod-b))',
    );
  });

  it('does the same with rows', () => {
    const rows = items.map(item =>
      rowOf(
        item,
        { group: item.kind === 'Pod' ? '' : 'apps', kind: item.kind ?? '' },
        { nowMs: TEST_NOW_MS },
      ),
    );
    expect(drawing(buildOwnerTree(rows))).toBe(drawing(buildOwnerTree(items)));
  });

  it('makes an item whose owner is missing a root that says so', () => {
    const item = pod('a', ofReplicaSet('gone'));
    expect(buildOwnerTree([item])).toEqual([
      {
        item,
        children: [],
        missingOwner: {
          kind: 'ReplicaSet',
          name: 'gone',
          uid: 'replicaset-gone',
        },
      },
    ]);
  });

  it('prefers the controlling owner', () => {
    const item = object('v1', 'Pod', 'x', {
      metadata: {
        uid: 'x',
        ownerReferences: [
          { kind: 'Pod', name: 'a', uid: 'a' },
          { kind: 'Pod', name: 'b', uid: 'b', controller: true },
        ],
      },
    });
    expect(drawing(buildOwnerTree([owned('a'), owned('b'), item]))).toBe(
      'a b(x)',
    );
  });

  it.each([
    ['an item that owns itself', [owned('a', 'a')], 'a'],
    ['two in a circle', [owned('a', 'b'), owned('b', 'a')], 'a(b)'],
    [
      'a circle with a tail that stands first',
      [owned('x', 'b'), owned('a', 'b'), owned('b', 'a')],
      'a(b(x))',
    ],
    ['items without uid', [owned('', ''), owned('')], ' '],
    [
      'two items with one uid',
      [owned('a'), owned('a'), owned('x', 'a')],
      'a(x) a',
    ],
  ])('puts up with %s', (_, given, expected) => {
    expect(drawing(buildOwnerTree(given))).toBe(expected);
  });

  it('shows every item exactly once, whatever the owners', () => {
    const uids = fc.constantFrom(...'abcdefgh');
    const graph = fc.array(fc.tuple(uids, fc.option(uids)), { maxLength: 12 });
    fc.assert(
      fc.property(graph, edges => {
        const given = edges.map(([uid, owner]) =>
          owner === null ? owned(uid) : owned(uid, owner),
        );
        const shown: Ownable[] = [];
        const visit = (node: OwnerNode<Ownable>) => {
          shown.push(node.item);
          node.children.forEach(visit);
        };
        buildOwnerTree(given).forEach(visit);
        expect(shown).toHaveLength(given.length);
        expect(new Set(shown)).toEqual(new Set(given));
      }),
      { seed: 1 },
    );
  });
});
