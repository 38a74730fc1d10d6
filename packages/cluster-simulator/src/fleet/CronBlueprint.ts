import { toTimestamp } from '../controllers/ControllerContext';
import type { CronJob } from '../controllers/kinds/Job';
import { BEHAVIOUR_ANNOTATIONS } from '../controllers/kubelet/containerBehaviour';
import { DAY_MS, momentAgo, type SeedContext } from './SeedContext';

/** What the fleet does by the clock. */
export interface CronBlueprint {
  readonly name: string;
  readonly namespace: string;
  readonly component: string;
  readonly team: string;
  readonly schedule: string;
  readonly image: string;
  readonly runSeconds: number;
  /** The last run failed in this cluster. */
  readonly failsIn?: string;
}

export const CRON_JOBS: readonly CronBlueprint[] = [
  {
    name: 'postgres-backup',
    namespace: 'data',
    component: 'postgres',
    team: 'data',
    schedule: '15 */4 * * *',
    image: 'data/backup:2.3.1',
    runSeconds: 210,
  },
  {
    name: 'payments-db-backup',
    namespace: 'payments',
    component: 'payments-db',
    team: 'payments',
    schedule: '40 2,14 * * *',
    image: 'data/backup:2.3.1',
    runSeconds: 340,
  },
  {
    name: 'sales-report',
    namespace: 'data',
    component: 'clickstream',
    team: 'analytics',
    schedule: '0 * * * *',
    image: 'data/report:1.11.0',
    runSeconds: 75,
    failsIn: 'prod-us',
  },
  {
    name: 'cart-cleanup',
    namespace: 'shop',
    component: 'cart',
    team: 'checkout',
    schedule: '*/10 * * * *',
    image: 'shop/cart:3.9.1',
    runSeconds: 25,
  },
  {
    name: 'reindex',
    namespace: 'search',
    component: 'search',
    team: 'discovery',
    schedule: '30 3 * * *',
    image: 'search/reindex:1.4.2',
    runSeconds: 900,
  },
  {
    name: 'settlement',
    namespace: 'payments',
    component: 'payments-api',
    team: 'payments',
    schedule: '5 0 * * 1-5',
    image: 'payments/settlement:2.0.8',
    runSeconds: 480,
  },
];

/** The CronJob of a blueprint, set up some months ago. */
export function cronJobOf(
  context: SeedContext,
  blueprint: CronBlueprint,
): CronJob {
  const { name, namespace } = blueprint;
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': namespace,
    'backstage.io/kubernetes-id': blueprint.component,
    team: blueprint.team,
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: {
      name,
      namespace,
      labels,
      creationTimestamp: toTimestamp(
        momentAgo(context, 60 * DAY_MS, 300 * DAY_MS),
      ),
    },
    spec: {
      schedule: blueprint.schedule,
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels },
        spec: {
          backoffLimit: 2,
          template: {
            metadata: {
              labels,
              annotations: {
                [BEHAVIOUR_ANNOTATIONS.EXIT_AFTER_SECONDS]: String(
                  blueprint.runSeconds,
                ),
                [BEHAVIOUR_ANNOTATIONS.EXIT_CODE]: '0',
              },
            },
            spec: {
              restartPolicy: 'Never',
              containers: [
                {
                  name,
                  image: blueprint.image,
                  args: ['run', name],
                  resources: {
                    requests: { cpu: '100m', memory: '128Mi' },
                    limits: { memory: '512Mi' },
                  },
                },
              ],
            },
          },
        },
      },
    },
  };
}
