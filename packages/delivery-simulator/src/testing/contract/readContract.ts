/* eslint-disable jest/no-export -- this is a suite that the tests of ports run */
import type { ClusterPort, ObjectChange } from '../../cluster/ClusterPort';
import {
  configMap,
  configMaps,
  deployment,
  request,
  widget,
  widgetDefinition,
  widgets,
} from './contractObjects';
import { reasonOf } from './reasonOf';

/** Kinds, reads and changes. */
export function readContract(portOf: () => ClusterPort): void {
  describe('kinds', () => {
    it('resolves what is served and nothing else', () => {
      expect(
        portOf().resolve({ apiVersion: 'apps/v1', kind: 'Deployment' }),
      ).toEqual({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        plural: 'deployments',
        namespaced: true,
      });
      expect(
        portOf().resolve({ apiVersion: 'apps/v2', kind: 'Deployment' }),
      ).toBe(undefined);
      expect(portOf().resolve(widgets)).toBe(undefined);
      expect(portOf().servedKinds()).toContainEqual({
        apiVersion: 'v1',
        kind: 'Namespace',
        plural: 'namespaces',
        namespaced: false,
      });
    });

    it('serves a custom kind once its definition is there', async () => {
      await portOf().create(widgetDefinition, request);
      expect(portOf().resolve(widgets)).toEqual({
        ...widgets,
        plural: 'widgets',
        namespaced: true,
      });
      await portOf().create(widget('a'), request);
      expect(
        portOf().get({ ...widgets, namespace: 'shop', name: 'a' }),
      ).toMatchObject({ ...widgets, spec: { size: 1 } });
    });

    it('reads nothing of a kind that is not served, and refuses to write it', async () => {
      expect(portOf().list(widgets)).toEqual([]);
      expect(portOf().get({ ...widgets, namespace: 'shop', name: 'a' })).toBe(
        undefined,
      );
      expect(await reasonOf(portOf().create(widget('a'), request))).toBe(
        'NotFound',
      );
    });
  });

  describe('reads', () => {
    it('lists by namespace, then name, with version and kind', async () => {
      for (const [namespace, name] of [
        ['shop', 'b'],
        ['shop', 'a'],
        ['bank', 'c'],
      ])
        await portOf().create(configMap(name, { namespace }), request);
      const named = portOf()
        .list(configMaps)
        .filter(each => each.metadata.name.length === 1);
      expect(
        named.map(({ apiVersion, kind, metadata }) => [
          apiVersion,
          kind,
          metadata.namespace,
          metadata.name,
        ]),
      ).toEqual([
        ['v1', 'ConfigMap', 'bank', 'c'],
        ['v1', 'ConfigMap', 'shop', 'a'],
        ['v1', 'ConfigMap', 'shop', 'b'],
      ]);
      expect(
        portOf()
          .list(configMaps, 'bank')
          .map(each => each.metadata.name),
      ).toContain('c');
    });

    it('finds dependents of any kind by the uid of their owner', async () => {
      const owner = await portOf().create(configMap('owner'), request);
      const uid = owner.metadata.uid ?? '';
      const ownerReferences = [
        { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid },
      ];
      await portOf().create(configMap('owned', { ownerReferences }), request);
      await portOf().create(deployment('owned', { ownerReferences }), request);
      expect(
        portOf()
          .listOwnedBy(uid)
          .map(each => each.kind)
          .sort(),
      ).toEqual(['ConfigMap', 'Deployment']);
      expect(portOf().listOwnedBy('nobody')).toEqual([]);
    });
  });

  describe('subscribe()', () => {
    it('tells every change in order, with the state before, until its end', async () => {
      const seen: ObjectChange[] = [];
      const stop = portOf().subscribe(configMaps, change => {
        if (change.object.metadata.name === 'a') seen.push(change);
      });
      await portOf().create(configMap('a'), request);
      await portOf().mergePatch(
        { ...configMaps, namespace: 'shop', name: 'a' },
        { data: { key: 'new' } },
        request,
      );
      await portOf().delete(
        { ...configMaps, namespace: 'shop', name: 'a' },
        request,
      );
      stop();
      await portOf().create(configMap('a'), request);
      expect(
        seen.map(({ kind, object, previous }) => [
          kind,
          object.kind,
          object.data,
          kind === 'modified' ? previous?.data : undefined,
        ]),
      ).toEqual([
        ['added', 'ConfigMap', { key: 'old' }, undefined],
        ['modified', 'ConfigMap', { key: 'new' }, { key: 'old' }],
        ['deleted', 'ConfigMap', { key: 'new' }, undefined],
      ]);
    });

    it('tells changes of a kind that is served later', async () => {
      const seen: string[] = [];
      portOf().subscribe(widgets, ({ kind, object }) =>
        seen.push(`${kind} ${object.apiVersion} ${object.metadata.name}`),
      );
      await portOf().create(widgetDefinition, request);
      await portOf().create(widget('a'), request);
      expect(seen).toEqual([`added ${widgets.apiVersion} a`]);
    });
  });
}
