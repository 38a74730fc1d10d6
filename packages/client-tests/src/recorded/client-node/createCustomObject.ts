import { ApiextensionsV1Api, CustomObjectsApi } from '@kubernetes/client-node';
import type { NodeSession } from '../../clients/NodeSession';

/** Defines a kind, makes one of it, and reads what its default filled in. */
export async function createCustomObject({ config, namespace }: NodeSession) {
  const group = 'node.example.org';
  await config
    .makeApiClient(ApiextensionsV1Api)
    .createCustomResourceDefinition({
      body: {
        metadata: { name: `gadgets.${group}` },
        spec: {
          group,
          scope: 'Namespaced',
          names: { plural: 'gadgets', kind: 'Gadget' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: {
                    spec: {
                      type: 'object',
                      properties: { size: { type: 'integer', _default: 1 } },
                    },
                  },
                },
              },
            },
          ],
        },
      },
    });
  const made = await config
    .makeApiClient(CustomObjectsApi)
    .createNamespacedCustomObject({
      ...{ group, version: 'v1', namespace, plural: 'gadgets' },
      body: {
        apiVersion: `${group}/v1`,
        kind: 'Gadget',
        metadata: { name: 'one' },
        spec: {},
      },
    });
  return made.spec;
}
