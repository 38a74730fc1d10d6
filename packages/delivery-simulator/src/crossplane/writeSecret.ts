import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import type { ClusterPort } from '../cluster/ClusterPort';

const CONNECTION_TYPE = 'connection.crossplane.io/v1alpha1';
const MANAGER = 'crossplane';

/** Where an object wants its connection details; of a claim in its own namespace. */
export function connectionSecretOf(
  object: KubernetesObject,
): { readonly namespace: string; readonly name: string } | undefined {
  const { spec } = object as {
    spec?: {
      writeConnectionSecretToRef?: { name?: string; namespace?: string };
    };
  };
  const ref = spec?.writeConnectionSecretToRef;
  const namespace = ref?.namespace ?? object.metadata.namespace;
  return ref?.name === undefined || namespace === undefined
    ? undefined
    : { name: ref.name, namespace };
}

/** Publishes connection details as a Secret that the object owns; false when it wants none, or there are none. */
export async function writeSecret(
  port: ClusterPort,
  object: KubernetesObject,
  details: Readonly<Record<string, string>>,
): Promise<boolean> {
  const target = connectionSecretOf(object);
  if (!target || Object.keys(details).length === 0) return false;
  if (isDeepStrictEqual(readSecret(port, object), details)) return true;
  await port.apply(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...target,
        ownerReferences: [
          {
            apiVersion: object.apiVersion ?? '',
            kind: object.kind ?? '',
            name: object.metadata.name,
            uid: object.metadata.uid ?? '',
            controller: true,
          },
        ],
      },
      type: CONNECTION_TYPE,
      data: Object.fromEntries(
        Object.entries(details).map(([key, value]) => [
          key,
          Buffer.from(value).toString('base64'),
        ]),
      ),
    },
    { manager: MANAGER, force: true },
  );
  return true;
}

/** The details that an object published. */
export function readSecret(
  port: ClusterPort,
  object: KubernetesObject,
): Readonly<Record<string, string>> {
  const target = connectionSecretOf(object);
  const secret =
    target && port.get({ apiVersion: 'v1', kind: 'Secret', ...target });
  const { data } = (secret ?? {}) as { data?: Record<string, string> };
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]),
  );
}
