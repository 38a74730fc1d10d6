/* eslint-disable jest/no-export -- this is a suite that the tests of ports run */
import { ClusterRequestError } from '../../cluster/ClusterRequestError';
import type { ClusterPortHarness } from './ClusterPortHarness';
import {
  configMap,
  configMaps,
  deployment,
  deployments,
  request,
} from './contractObjects';
import { reasonOf } from './reasonOf';

/** Writes and events. */
export function writeContract(harnessOf: () => ClusterPortHarness): void {
  const portOf = () => harnessOf().port;

  describe('writes', () => {
    it('gives a new object its identity and defaults', async () => {
      const created = await portOf().create(deployment('web'), request);
      expect(created).toMatchObject({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {
          uid: expect.any(String),
          creationTimestamp: expect.any(String),
          resourceVersion: expect.any(String),
          generation: 1,
        },
        spec: { strategy: { type: 'RollingUpdate' } },
      });
      expect(
        portOf().get({ ...deployments, namespace: 'shop', name: 'web' }),
      ).toEqual(created);
    });

    it('refuses in the words of an API server', async () => {
      await portOf().create(configMap('a'), request);
      const again = portOf().create(configMap('a'), request);
      await expect(again).rejects.toBeInstanceOf(ClusterRequestError);
      await expect(again).rejects.toMatchObject({
        reason: 'AlreadyExists',
        message: 'configmaps "a" already exists',
      });
      await expect(
        portOf().create(configMap('a', { namespace: 'nowhere' }), request),
      ).rejects.toMatchObject({
        reason: 'NotFound',
        message: 'namespaces "nowhere" not found',
      });
    });

    it('stores nothing in a dry run', async () => {
      const answer = await portOf().create(configMap('a'), {
        ...request,
        dryRun: true,
      });
      expect(answer.metadata.name).toBe('a');
      expect(
        portOf().get({ ...configMaps, namespace: 'shop', name: 'a' }),
      ).toBe(undefined);
    });

    it('replaces all but the status, and the status alone', async () => {
      const created = await portOf().create(deployment('web'), request);
      const scaled = await portOf().update(
        { ...deployment('web', {}, 5), status: { replicas: 9 } },
        request,
      );
      expect([scaled.metadata.generation, scaled.spec]).toEqual([
        2,
        expect.objectContaining({ replicas: 5 }),
      ]);
      expect(scaled.status).toEqual(created.status);
      const reported = await portOf().updateStatus(
        { ...scaled, spec: created.spec, status: { replicas: 4 } },
        request,
      );
      expect([
        reported.metadata.generation,
        reported.spec,
        reported.status,
      ]).toEqual([2, scaled.spec, expect.objectContaining({ replicas: 4 })]);
      expect(await reasonOf(portOf().update(created, request))).toBe(
        'Conflict',
      );
    });

    it('merges a patch and drops what is null', async () => {
      await portOf().create(configMap('a'), request);
      const ref = { ...configMaps, namespace: 'shop', name: 'a' };
      const patched = await portOf().mergePatch(
        ref,
        { data: { key: null, other: 'x' } },
        request,
      );
      expect(patched.data).toEqual({ other: 'x' });
      expect(
        await reasonOf(portOf().mergePatch({ ...ref, name: 'b' }, {}, request)),
      ).toBe('NotFound');
    });

    it('applies: creates, keeps what others own, drops what is no longer applied', async () => {
      const applied = (data: Record<string, string>) => ({
        ...configMaps,
        metadata: { name: 'a', namespace: 'shop' },
        data,
      });
      await portOf().apply(applied({ one: '1', two: '2' }), request);
      await portOf().apply(applied({ three: '3' }), { manager: 'other' });
      const second = await portOf().apply(applied({ one: 'new' }), request);
      expect(second.data).toEqual({ one: 'new', three: '3' });
      const conflicting = applied({ three: 'mine' });
      expect(await reasonOf(portOf().apply(conflicting, request))).toBe(
        'Conflict',
      );
      const forced = await portOf().apply(conflicting, {
        ...request,
        force: true,
      });
      expect(forced.data).toEqual({ three: 'mine' });
    });

    it('leaves gone what is gone', async () => {
      const ref = { ...configMaps, namespace: 'shop', name: 'a' };
      await portOf().create(configMap('a'), request);
      await portOf().delete(ref, request);
      await portOf().delete(ref, request);
      expect(portOf().get(ref)).toBe(undefined);
    });

    it('counts the repetitions of an event', async () => {
      const regarding = await portOf().create(deployment('web'), request);
      const event = {
        regarding,
        type: 'Normal' as const,
        reason: 'Synced',
        message: 'synced to 1',
        source: 'tester',
      };
      portOf().recordEvent(event);
      portOf().recordEvent(event);
      portOf().recordEvent({ ...event, message: 'synced to 2' });
      harnessOf().advance(1_000);
      const events = portOf()
        .list({ apiVersion: 'v1', kind: 'Event' }, 'shop')
        .filter(each => each.reason === 'Synced');
      expect(events.map(each => [each.message, each.count]).sort()).toEqual([
        ['synced to 1', 2],
        ['synced to 2', 1],
      ]);
    });
  });
}
