import { defineService } from './defineService';
import type { ServiceBlueprint } from './ServiceBlueprint';

/** A tool that delivers to clusters. */
export type DeliveryTool = 'argocd' | 'rollouts' | 'flux' | 'crossplane';

/** The namespace of each tool. */
export const DELIVERY_NAMESPACES: Readonly<Record<DeliveryTool, string>> = {
  argocd: 'argocd',
  rollouts: 'argo-rollouts',
  flux: 'flux-system',
  crossplane: 'crossplane-system',
};

/** `[name, replicas, image, millicores, MiB, port]` */
type Row = readonly [string, number, string, number, number, number];

const ROWS: Readonly<Record<DeliveryTool, readonly Row[]>> = {
  argocd: [
    [
      'argocd-application-controller',
      1,
      'argoproj/argocd:v3.1.8',
      480,
      896,
      8082,
    ],
    [
      'argocd-applicationset-controller',
      1,
      'argoproj/argocd:v3.1.8',
      35,
      112,
      7000,
    ],
    ['argocd-repo-server', 2, 'argoproj/argocd:v3.1.8', 150, 288, 8084],
    ['argocd-server', 2, 'argoproj/argocd:v3.1.8', 70, 176, 8083],
    [
      'argocd-notifications-controller',
      1,
      'argoproj/argocd:v3.1.8',
      18,
      80,
      9001,
    ],
    ['argocd-dex-server', 1, 'dexidp/dex:v2.43.1', 12, 48, 5556],
    ['argocd-redis', 1, 'library/redis:7.2.11', 28, 72, 6379],
  ],
  rollouts: [
    ['argo-rollouts', 2, 'argoproj/argo-rollouts:v1.8.3', 55, 144, 8090],
  ],
  flux: [
    ['source-controller', 1, 'fluxcd/source-controller:v1.8.0', 65, 104, 8080],
    [
      'kustomize-controller',
      1,
      'fluxcd/kustomize-controller:v1.8.0',
      90,
      136,
      8085,
    ],
    ['helm-controller', 1, 'fluxcd/helm-controller:v1.5.0', 45, 120, 8086],
    [
      'notification-controller',
      1,
      'fluxcd/notification-controller:v1.8.0',
      20,
      56,
      9292,
    ],
  ],
  crossplane: [
    ['crossplane', 1, 'crossplane/crossplane:v1.20.3', 110, 240, 8087],
    [
      'crossplane-rbac-manager',
      1,
      'crossplane/crossplane:v1.20.3',
      30,
      88,
      8088,
    ],
    ['provider-aws', 1, 'upbound/provider-aws-eks:v1.21.1', 210, 512, 8089],
    [
      'provider-gcp',
      1,
      'upbound/provider-gcp-container:v1.12.0',
      140,
      416,
      8091,
    ],
    [
      'provider-azure',
      1,
      'upbound/provider-azure-containerservice:v1.11.2',
      160,
      448,
      8092,
    ],
  ],
};

/** The controllers of the tools that a cluster has. */
export function deliveryServices(
  tools: readonly DeliveryTool[],
): readonly ServiceBlueprint[] {
  return tools.flatMap(tool =>
    ROWS[tool].map(([name, replicas, image, cpu, memory, port]) =>
      defineService(
        name,
        DELIVERY_NAMESPACES[tool],
        replicas,
        image,
        'platform',
        [cpu, memory],
        port,
        {
          logFormat: 'logfmt',
          component: tool,
          // Its shards know themselves by their ordinal.
          ...(name === 'argocd-application-controller' && {
            kind: 'StatefulSet',
          }),
        },
      ),
    ),
  );
}
