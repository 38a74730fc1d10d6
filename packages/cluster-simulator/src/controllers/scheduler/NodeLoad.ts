import { parseQuantity } from '@orrery/kubernetes-model';
import type { Node } from '../kinds/Node';
import type { Container, Pod } from '../kinds/Pod';

/** What a pod takes from a node, or a node has to give. */
export interface Amount {
  readonly cpuCores: number;
  readonly memoryBytes: number;
  readonly pods: number;
}

const PARSED = new Map<string, number>();

/** The effective request: the sum of the containers, or the largest init container if that is more. */
export function podRequest(pod: Pod): Amount {
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar);
  const init = (pod.spec.initContainers ?? []).filter(each => !isSidecar(each));
  const of = (name: string) => {
    const running = [...pod.spec.containers, ...sidecars].reduce(
      (sum, container) => sum + requestOf(container, name),
      0,
    );
    return Math.max(running, ...init.map(each => requestOf(each, name)));
  };
  return { cpuCores: of('cpu'), memoryBytes: of('memory'), pods: 1 };
}

export function allocatableOf(node: Node): Amount {
  const allocatable = node.status?.allocatable ?? {};
  return {
    cpuCores: quantity(allocatable.cpu ?? '0'),
    memoryBytes: quantity(allocatable.memory ?? '0'),
    pods: quantity(allocatable.pods ?? '110'),
  };
}

export function addAmounts(a: Amount, b: Amount, sign = 1): Amount {
  return {
    cpuCores: a.cpuCores + sign * b.cpuCores,
    memoryBytes: a.memoryBytes + sign * b.memoryBytes,
    pods: a.pods + sign * b.pods,
  };
}

export const NOTHING: Amount = { cpuCores: 0, memoryBytes: 0, pods: 0 };

function requestOf(container: Container, name: string): number {
  const { requests, limits } = container.resources ?? {};
  const text = requests?.[name] ?? limits?.[name];
  return text === undefined ? 0 : quantity(text);
}

function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

function quantity(text: string): number {
  let value = PARSED.get(text);
  if (value === undefined) {
    value = Number(parseQuantity(text).nanos) / 1e9;
    if (PARSED.size < 10_000) PARSED.set(text, value);
  }
  return value;
}
