import type { ResourceDefinition } from '../resources/ResourceDefinition';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { aggregatedDiscovery } from './aggregatedDiscovery';
import {
  coreVersions,
  groupList,
  groupOf,
  resourceList,
} from './legacyDiscovery';

const widget: ResourceDefinition = {
  group: 'example.com',
  version: 'v2',
  kind: 'Widget',
  plural: 'widgets',
  singular: 'widget',
  namespaced: true,
  shortNames: ['wd'],
  categories: ['all'],
  verbs: ['get', 'list'],
  storage: 'widgets.example.com',
  fields: [],
  subresources: [
    {
      name: 'scale',
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
      verbs: ['get'],
    },
  ],
};
const node: ResourceDefinition = {
  ...widget,
  group: '',
  version: 'v1',
  kind: 'Node',
  plural: 'nodes',
  singular: 'node',
  namespaced: false,
  shortNames: [],
  categories: [],
  storage: 'nodes',
  subresources: [],
};
const registry = new ResourceRegistry([
  node,
  widget,
  { ...widget, version: 'v1', subresources: [] },
]);

describe('aggregatedDiscovery()', () => {
  it('describes the core group with scope and kind, leaving out what is empty', () => {
    expect(aggregatedDiscovery(registry, 'core', 'v2')).toEqual({
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
      metadata: {},
      items: [
        {
          metadata: { creationTimestamp: null },
          versions: [
            {
              version: 'v1',
              freshness: 'Current',
              resources: [
                {
                  resource: 'nodes',
                  responseKind: { group: '', version: 'v1', kind: 'Node' },
                  scope: 'Cluster',
                  singularResource: 'node',
                  verbs: ['get', 'list'],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('lists the versions of a group in order of preference, with subresources', () => {
    const { items } = aggregatedDiscovery(registry, 'groups', 'v2beta1');
    expect(items).toMatchObject([
      {
        metadata: { name: 'example.com' },
        versions: [
          {
            version: 'v2',
            resources: [
              {
                scope: 'Namespaced',
                shortNames: ['wd'],
                categories: ['all'],
                subresources: [{ subresource: 'scale' }],
              },
            ],
          },
          { version: 'v1' },
        ],
      },
    ]);
  });
});

describe('legacyDiscovery', () => {
  it('names the versions of the core group and where they are served', () => {
    expect(coreVersions('here:6443')).toMatchObject({
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ serverAddress: 'here:6443' }],
    });
  });

  it('lists groups without the core, preferred version first', () => {
    const group = {
      name: 'example.com',
      preferredVersion: { groupVersion: 'example.com/v2', version: 'v2' },
    };
    expect(groupList(registry)).toMatchObject({ groups: [group] });
    expect(groupOf(registry, 'example.com')).toMatchObject({
      kind: 'APIGroup',
      ...group,
    });
  });

  it('puts subresources after their resource, naming a foreign group', () => {
    expect(resourceList(registry, 'example.com/v2')).toMatchObject({
      groupVersion: 'example.com/v2',
      resources: [
        { name: 'widgets', singularName: 'widget', shortNames: ['wd'] },
        { name: 'widgets/scale', group: 'autoscaling', kind: 'Scale' },
      ],
    });
  });

  it('knows nothing of groups and versions that are not served', () => {
    expect(groupOf(registry, '')).toBeUndefined();
    expect(groupOf(registry, 'other.io')).toBeUndefined();
    expect(resourceList(registry, 'example.com/v9')).toBeUndefined();
  });
});
