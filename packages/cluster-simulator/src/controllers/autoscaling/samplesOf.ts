import { amountsAt } from '../../admission/podAmounts';
import { JsonObject, objectsAt, stringAt } from '../../json/readJson';
import type { Pod } from '../kinds/Pod';
import type { PodSample } from './proposeReplicas';

/** What a pod uses at present, per container; undefined while nothing is known of it. */
export type UsageOfPod = (pod: Pod) =>
  | readonly {
      readonly container: string;
      readonly cpuCores: number;
      readonly memoryBytes: number;
    }[]
  | undefined;

export interface UsageQuestion {
  readonly pods: readonly Pod[];
  readonly usageOf: UsageOfPod;
}

/** What each pod uses and requests of a resource, in one container or in all. */
export function samplesOf(
  { pods, usageOf }: UsageQuestion,
  resource: string,
  container: string | undefined,
): readonly PodSample[] {
  return pods.map(pod => {
    const usage = usageOf(pod)?.filter(
      each => container === undefined || each.container === container,
    );
    return {
      pod,
      usageMillis:
        usage &&
        usage.reduce(
          (sum, each) =>
            sum +
            Math.round(
              1_000 * (resource === 'cpu' ? each.cpuCores : each.memoryBytes),
            ),
          0,
        ),
      requestMillis: containersOf(pod, container).reduce(
        (sum, each) => sum + (requestMillis(each, resource) ?? 0),
        0,
      ),
    };
  });
}

/** The first container that requests nothing of a resource, in words. */
export function missingRequest(
  { pods }: UsageQuestion,
  resource: string,
  container: string | undefined,
): string | undefined {
  for (const pod of pods) {
    const without = containersOf(pod, container).find(
      each => requestMillis(each, resource) === undefined,
    );
    if (without)
      return `missing request for ${resource} in container ${stringAt(
        without,
        'name',
      )} of Pod ${pod.metadata.name}`;
  }
  return undefined;
}

/** Containers and sidecars, or the one that is asked about. */
function containersOf(
  pod: Pod,
  container: string | undefined,
): readonly JsonObject[] {
  return [
    ...objectsAt(pod, 'spec', 'containers'),
    ...objectsAt(pod, 'spec', 'initContainers').filter(
      each => stringAt(each, 'restartPolicy') === 'Always',
    ),
  ].filter(
    each => container === undefined || stringAt(each, 'name') === container,
  );
}

function requestMillis(
  container: JsonObject,
  resource: string,
): number | undefined {
  const request = amountsAt(container, 'resources', 'requests').get(resource);
  return request && Number(request.nanos) / 1e6;
}
