import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { z } from 'zod';
import type { ClusterSource } from '../registry/ClusterSource';
import { collectEntries, wordsOf } from './collectEntries';
import { parseCatalogCluster } from './parseCatalogCluster';
import { flag } from './readClusterSettings';

/** The catalog, asked with the plugin's own identity. */
export interface CatalogAccess {
  readonly catalog: Pick<CatalogService, 'getEntities'>;
  readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}

const rulesSchema = z.object({
  dangerouslyAllowClusterUrls: z.array(z.url()).default([]),
  dangerouslyAllowSkipTLSVerify: flag.default(false),
});

const refreshMs = 60_000;

/** Resources of type `kubernetes-cluster` that name an API server. */
export function catalogSource(
  name: string,
  method: object,
  { catalog, auth }: CatalogAccess,
): ClusterSource {
  return {
    name,
    refreshMs,
    async list() {
      const rules = rulesSchema.safeParse(method);
      if (!rules.success) throw new TypeError(wordsOf(rules.error));
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return collectEntries(
        items.filter(
          entity => entity.metadata.annotations?.['kubernetes.io/api-server'],
        ),
        entity => entity.metadata.name,
        entity =>
          parseCatalogCluster(entity, {
            allowedUrls: rules.data.dangerouslyAllowClusterUrls,
            allowSkipTlsVerify: rules.data.dangerouslyAllowSkipTLSVerify,
          }),
      );
    },
  };
}
