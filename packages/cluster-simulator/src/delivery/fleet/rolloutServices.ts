import { defineService } from '../../fleet/defineService';
import type { ServiceBlueprint } from '../../fleet/ServiceBlueprint';

/** A service that Argo Rollouts updates. */
export interface RolloutService {
  readonly service: ServiceBlueprint;
  /** The version that is on its way out, where an update is under way. */
  readonly nextVersion?: string;
  readonly strategy: Readonly<Record<string, unknown>>;
}

const giftCards = defineService(
  'gift-cards',
  'shop',
  6,
  'shop/gift-cards:2.14.3',
  'engagement',
  [95, 208],
  8127,
  {},
);

const wishlist = defineService(
  'wishlist',
  'shop',
  4,
  'shop/wishlist:0.31.7',
  'storefront',
  [75, 152],
  8133,
  { logFormat: 'logfmt' },
);

/** The services of a cluster that Argo Rollouts updates: a canary at its first pause, and a blue-green one at rest. */
export function rolloutServices(cluster: string): readonly RolloutService[] {
  switch (cluster) {
    case 'prod-eu':
      return [
        {
          service: giftCards,
          nextVersion: '2.15.0',
          strategy: {
            canary: {
              maxSurge: 1,
              maxUnavailable: 0,
              steps: [
                { setWeight: 20 },
                { pause: {} },
                { setWeight: 50 },
                { pause: { duration: '10m' } },
                { setWeight: 80 },
                { pause: { duration: '10m' } },
              ],
            },
          },
        },
      ];
    case 'prod-us':
      return [
        {
          service: wishlist,
          strategy: {
            blueGreen: {
              activeService: 'wishlist',
              previewService: 'wishlist-preview',
              autoPromotionEnabled: false,
              scaleDownDelaySeconds: 300,
            },
          },
        },
      ];
    default:
      return [];
  }
}
