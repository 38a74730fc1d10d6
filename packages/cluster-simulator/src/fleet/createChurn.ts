import type {
  Controller,
  ControllerContext,
} from '../controllers/ControllerContext';
import type { Deployment } from '../controllers/kinds/Deployment';
import { isPodReady } from '../controllers/podState';

/** How often something happens in a cluster by itself, on average. */
const INTERVAL_MS = 75_000;
const ROLLOUT_SHARE = 0.3;

/**
 * The ongoing life of a cluster: now and then a pod is replaced, and now and then a service is rolled out with its next
 * patch version. Healthy services only; the ill stay as they are.
 */
export function createChurn(
  context: Pick<
    ControllerContext,
    'store' | 'clock' | 'random' | 'reportError'
  >,
  /** Releases another way, where there is one; false when this Deployment has none. */
  release: (deployment: Deployment, image: string) => boolean = () => false,
): Controller {
  const { store, clock, random } = context;
  let cancel: (() => void) | undefined;

  function arm(): void {
    cancel = clock.schedule(INTERVAL_MS * (0.4 + 1.2 * random()), happen);
  }

  function happen(): void {
    try {
      const deployment = pickHealthy();
      if (deployment && random() < ROLLOUT_SHARE) rollOut(deployment);
      else if (deployment) replacePod(deployment);
    } catch (error) {
      context.reportError(error, 'churn');
    }
    arm();
  }

  function pickHealthy(): Deployment | undefined {
    const healthy = store
      .list('deployments.apps')
      .filter(
        ({ spec, status, metadata }) =>
          metadata.namespace !== 'kube-system' &&
          (spec.replicas ?? 1) > 1 &&
          status?.availableReplicas === spec.replicas &&
          status?.updatedReplicas === spec.replicas,
      );
    return healthy[Math.floor(random() * healthy.length)];
  }

  function rollOut(deployment: Deployment): void {
    const [{ image: present = '' }] = deployment.spec.template.spec.containers;
    if (release(deployment, nextPatch(present))) return;
    store.update('deployments.apps', deployment, current => {
      const { template } = current.spec;
      const [main, ...others] = template.spec.containers;
      const image = nextPatch(main.image ?? '');
      const version = image.slice(image.lastIndexOf(':') + 1);
      return {
        ...current,
        spec: {
          ...current.spec,
          template: {
            ...template,
            metadata: {
              ...template.metadata,
              labels: {
                ...template.metadata?.labels,
                'app.kubernetes.io/version': version,
              },
            },
            spec: {
              ...template.spec,
              containers: [{ ...main, image }, ...others],
            },
          },
        },
      };
    });
  }

  function replacePod(deployment: Deployment): void {
    const pods = store
      .controlledBy('replicasets.apps', deployment.metadata.uid)
      .flatMap(each => store.controlledBy('pods', each.metadata.uid))
      .filter(isPodReady);
    const pod = pods[Math.floor(random() * pods.length)];
    if (pod) store.delete('pods', pod);
  }

  arm();
  return { dispose: () => cancel?.() };
}

/** `shop/web:7.18.2` → `shop/web:7.18.3`; an image without such a tag stays as it is. */
export function nextPatch(image: string): string {
  return image.replace(
    /(:v?\d+\.\d+\.)(\d+)$/,
    (_all, head, patch) => `${head}${Number(patch) + 1}`,
  );
}
