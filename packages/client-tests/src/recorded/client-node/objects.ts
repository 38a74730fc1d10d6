import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  KubernetesObjectApi,
  PatchStrategy,
  setHeaderOptions,
  VersionApi,
} from '@kubernetes/client-node';
import type { CallGroup } from '../Recorded';
import { coreOf } from './coreOf';
import { createCustomObject } from './createCustomObject';

const patchAs = (strategy: PatchStrategy) =>
  setHeaderOptions('Content-Type', strategy);

const map = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

/** The code and message that a call was refused with. */
async function refusalOf(call: Promise<unknown>) {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ApiException)) throw error;
    return { code: error.code, message: JSON.parse(error.body).message };
  }
}

export const objects: CallGroup = {
  kind: 'calls',
  name: 'objects',
  about: 'Objects read, written, patched, applied; custom kinds.',
  steps: [
    {
      call: 'version.getCode()',
      run: async ({ config }) =>
        (await config.makeApiClient(VersionApi).getCode()).gitVersion,
      answer: 'v1.32.0',
    },
    {
      call: 'apps.listNamespacedDeployment({ limit: 2 }), then with _continue',
      run: async ({ config }) => {
        const apps = config.makeApiClient(AppsV1Api);
        const first = await apps.listNamespacedDeployment({
          namespace: 'shop',
          limit: 2,
        });
        const second = await apps.listNamespacedDeployment({
          namespace: 'shop',
          limit: 2,
          _continue: first.metadata?._continue,
        });
        return [...first.items, ...second.items].map(
          each => each.metadata?.name,
        ).length;
      },
      answer: 4,
    },
    {
      call: 'core.createNamespacedConfigMap(…)',
      run: async session => {
        const { namespace } = session;
        const body = map('one', { a: '1' });
        const made = await coreOf(session).createNamespacedConfigMap({
          namespace,
          body,
        });
        return made.data;
      },
      answer: { a: '1' },
    },
    {
      call: 'core.createNamespacedConfigMap(…) of a name that is taken',
      run: session =>
        refusalOf(
          coreOf(session).createNamespacedConfigMap({
            namespace: session.namespace,
            body: map('one', {}),
          }),
        ),
      answer: { code: 409, message: 'configmaps "one" already exists' },
    },
    {
      call: 'core.patchNamespacedConfigMap(…), merge patch',
      run: async session =>
        (
          await coreOf(session).patchNamespacedConfigMap(
            {
              namespace: session.namespace,
              name: 'one',
              body: { data: { a: null, b: '2' } },
            },
            patchAs(PatchStrategy.MergePatch),
          )
        ).data,
      answer: { b: '2' },
    },
    {
      call: 'core.patchNamespacedConfigMap(…), JSON patch',
      run: async session =>
        (
          await coreOf(session).patchNamespacedConfigMap(
            {
              namespace: session.namespace,
              name: 'one',
              body: [{ op: 'add', path: '/data/c', value: '3' }],
            },
            patchAs(PatchStrategy.JsonPatch),
          )
        ).data,
      answer: { b: '2', c: '3' },
    },
    {
      call: 'core.patchNamespacedConfigMap(…), strategic merge patch',
      run: async session =>
        (
          await coreOf(session).patchNamespacedConfigMap(
            {
              namespace: session.namespace,
              name: 'one',
              body: { metadata: { labels: { x: 'y' } } },
            },
            patchAs(PatchStrategy.StrategicMergePatch),
          )
        ).metadata?.labels,
      answer: { x: 'y' },
    },
    {
      call: 'core.replaceNamespacedConfigMap(…) with a version that is old',
      run: async session => {
        const api = coreOf(session);
        const at = { namespace: session.namespace, name: 'one' };
        const body = await api.readNamespacedConfigMap(at);
        await api.replaceNamespacedConfigMap({
          ...at,
          body: { ...body, data: { z: '1' } },
        });
        return refusalOf(api.replaceNamespacedConfigMap({ ...at, body }));
      },
      answer: {
        code: 409,
        message:
          'Operation cannot be fulfilled on configmaps "one": the object has been modified; please apply your changes to the latest version and try again',
      },
    },
    {
      call: 'objects.patch(…), server-side apply, twice',
      run: async ({ config, namespace }) => {
        const api = KubernetesObjectApi.makeApiClient(config);
        const apply = (data: Record<string, string>, manager: string) =>
          api.patch(
            {
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: 'applied', namespace },
              data,
            },
            undefined,
            undefined,
            manager,
            undefined,
            PatchStrategy.ServerSideApply,
          );
        await apply({ a: '1' }, 'first');
        return refusalOf(apply({ a: '2' }, 'second'));
      },
      answer: {
        code: 409,
        message: 'Apply failed with 1 conflict: conflict with "first": .data.a',
      },
    },
    {
      call: 'objects.read(…), objects.delete(…)',
      run: async ({ config, namespace }) => {
        const api = KubernetesObjectApi.makeApiClient(config);
        const applied = {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'applied', namespace },
        };
        const { metadata } = await api.read(applied);
        await api.delete(applied);
        return [
          metadata?.managedFields?.map(each => each.manager),
          await refusalOf(api.read(applied)),
        ];
      },
      answer: [
        ['first'],
        { code: 404, message: 'configmaps "applied" not found' },
      ],
    },
    {
      call: 'apps.createNamespacedDeployment(…), apps.patchNamespacedDeploymentScale(…)',
      run: async ({ config, namespace }) => {
        const apps = config.makeApiClient(AppsV1Api);
        const labels = { app: 'web' };
        await apps.createNamespacedDeployment({
          namespace,
          body: {
            metadata: { name: 'web' },
            spec: {
              selector: { matchLabels: labels },
              template: {
                metadata: { labels },
                spec: { containers: [{ name: 'web', image: 'trial/web:1' }] },
              },
            },
          },
        });
        const scaled = await apps.patchNamespacedDeploymentScale(
          { namespace, name: 'web', body: { spec: { replicas: 3 } } },
          patchAs(PatchStrategy.MergePatch),
        );
        return scaled.spec?.replicas;
      },
      answer: 3,
    },
    {
      call: 'authorization.createSelfSubjectAccessReview(…)',
      run: async ({ config }) => {
        const review = await config
          .makeApiClient(AuthorizationV1Api)
          .createSelfSubjectAccessReview({
            body: {
              spec: { resourceAttributes: { verb: 'list', resource: 'pods' } },
            },
          });
        return review.status?.allowed;
      },
      answer: true,
    },
    {
      call: 'apiextensions.createCustomResourceDefinition(…), customObjects.createNamespacedCustomObject(…)',
      run: createCustomObject,
      answer: { size: 1 },
    },
  ],
};
