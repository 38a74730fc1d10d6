import {
  addQuantities,
  formatQuantity,
  Quantity,
  ZERO_QUANTITY,
} from '@orrery/kubernetes-model';
import { usageOf } from '../admission/quota/usageOf';
import { toTimestamp } from '../controllers/ControllerContext';
import { DAY_MS, momentAgo, type SeedContext } from './SeedContext';

/** Rollouts and autoscalers fit in; fifty replicas more of a large service do not. */
const HEADROOM = 1.6;

const namespaces = ['shop', 'payments'];

const steps: Readonly<Record<string, bigint>> = {
  'requests.cpu': 2n * 10n ** 9n,
  'requests.memory': 4n * 1024n ** 3n * 10n ** 9n,
  pods: 10n * 10n ** 9n,
};

/** Gives the namespaces that several teams share a quota of about one and a half times what runs there, and defaults for containers that ask for nothing. Needs the pods. */
export function seedAllowances(context: SeedContext): void {
  const creationTimestamp = toTimestamp(
    momentAgo(context, 200 * DAY_MS, 300 * DAY_MS),
  );
  for (const namespace of namespaces) {
    const used = usedIn(context, namespace);
    if (!used) continue;
    const metadata = { name: namespace, namespace, creationTimestamp };
    const hard = Object.fromEntries(
      Object.entries(steps).map(([name, step]) => [
        name,
        formatQuantity(allowanceFor(used[name], step)),
      ]),
    );
    context.seed('resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata,
      spec: { hard },
      status: {
        hard,
        used: Object.fromEntries(
          Object.entries(used).map(([name, amount]) => [
            name,
            formatQuantity(amount),
          ]),
        ),
      },
    });
    context.seed('limitranges', {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { ...metadata, name: 'defaults' },
      spec: {
        limits: [
          {
            type: 'Container',
            default: { memory: '512Mi' },
            defaultRequest: { cpu: '50m', memory: '128Mi' },
            max: { memory: '16Gi' },
          },
        ],
      },
    });
  }
}

/** By each name in `steps`; undefined where nothing runs. */
function usedIn(
  { store }: SeedContext,
  namespace: string,
): Readonly<Record<string, Quantity>> | undefined {
  const pods = store.list('pods', namespace);
  if (pods.length === 0) return undefined;
  const used: Record<string, Quantity> = Object.fromEntries(
    Object.keys(steps).map(name => [name, ZERO_QUANTITY]),
  );
  for (const pod of pods) {
    const usage = usageOf('pods', pod);
    for (const name of Object.keys(steps))
      used[name] = addQuantities(used[name], usage.get(name) ?? ZERO_QUANTITY);
  }
  return used;
}

/** With headroom, rounded up to whole steps. */
function allowanceFor({ nanos, format }: Quantity, step: bigint): Quantity {
  const wanted = BigInt(Math.ceil(Number(nanos) * HEADROOM));
  return { nanos: ((wanted + step - 1n) / step) * step, format };
}
