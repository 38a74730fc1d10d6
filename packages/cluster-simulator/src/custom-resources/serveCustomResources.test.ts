import type { KubernetesObject } from '@orrery/kubernetes-model';
import { createManualClock } from '../clock/createManualClock';
import { objectsAt } from '../json/readJson';
import { ResourceRegistry } from '../resources/ResourceRegistry';
import { createClusterStore } from '../store/createClusterStore';
import { serveCustomResources } from './serveCustomResources';

const definitions = 'customresourcedefinitions.apiextensions.k8s.io';

function definition(kind: string, shortName: string): KubernetesObject {
  const plural = `${kind.toLowerCase()}s`;
  const names = { plural, kind, shortNames: [shortName] };
  return {
    metadata: { name: `${plural}.example.org` },
    spec: {
      group: 'example.org',
      names: {
        ...names,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
      },
      scope: 'Cluster',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object' } },
        },
      ],
    },
  };
}

function setUp() {
  const clock = createManualClock();
  const store = createClusterStore({ clock });
  const registry = new ResourceRegistry([]);
  const errors: unknown[] = [];
  const served = serveCustomResources({
    store,
    registry,
    reportError: error => errors.push(error),
  });
  const plurals = () => registry.all().map(({ plural }) => plural);
  const conditions = (name: string) =>
    objectsAt(
      store.get(definitions, undefined, name),
      'status',
      'conditions',
    ).map(({ type, status, reason }) => [type, status, reason]);
  return { clock, store, served, plurals, conditions, errors };
}

describe('serveCustomResources()', () => {
  it('gives taken names to the definition that waits for them', () => {
    const { clock, store, plurals, conditions, errors } = setUp();
    store.create(definitions, definition('Widget', 'x'));
    store.create(definitions, definition('Gadget', 'x'));
    clock.advance(0);
    expect(plurals()).toEqual(['widgets']);
    expect(conditions('gadgets.example.org')).toEqual([
      ['NamesAccepted', 'False', 'ShortNamesConflict'],
      ['Established', 'False', 'NotAccepted'],
    ]);
    store.delete(definitions, undefined, 'widgets.example.org');
    clock.advance(1_000);
    expect(plurals()).toEqual(['gadgets']);
    expect(conditions('gadgets.example.org')).toEqual([
      ['NamesAccepted', 'True', 'NoConflicts'],
      ['Established', 'True', 'InitialNamesAccepted'],
    ]);
    expect(errors).toEqual([]);
  });

  it('serves a deleted definition until its last object is released', () => {
    const { clock, store, plurals } = setUp();
    const name = 'widgets.example.org';
    store.create(definitions, definition('Widget', 'x'));
    store.create(name, { metadata: { name: 'free' } });
    store.create(name, { metadata: { name: 'held', finalizers: ['a/b'] } });
    clock.advance(0);
    store.delete(definitions, undefined, name);
    clock.advance(1_000);
    expect(store.list(name).map(each => each.metadata.name)).toEqual(['held']);
    expect(plurals()).toEqual(['widgets']);
    store.update(name, undefined, 'held', held => ({
      ...held,
      metadata: { ...held.metadata, finalizers: [] },
    }));
    clock.advance(1_000);
    expect(store.get(definitions, undefined, name)).toBeUndefined();
    expect(plurals()).toEqual([]);
  });

  it('follows nothing any more after its end', () => {
    const { clock, store, served, plurals } = setUp();
    served.dispose();
    store.create(definitions, definition('Widget', 'x'));
    clock.advance(1_000);
    expect(plurals()).toEqual([]);
  });
});
