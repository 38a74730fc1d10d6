import { toTimestamp } from '../ControllerContext';
import type { Node } from '../kinds/Node';
import type { Condition } from '../kinds/Pod';
import { replaceCondition } from '../replaceCondition';

/** The conditions of a node with nothing to complain about. */
export function healthyConditions(
  node: { readonly status?: Node['status'] },
  nowMs: number,
): readonly Condition[] {
  const lastHeartbeatTime = toTimestamp(nowMs);
  return [
    [
      'MemoryPressure',
      'False',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    ],
    [
      'DiskPressure',
      'False',
      'KubeletHasNoDiskPressure',
      'kubelet has no disk pressure',
    ],
    [
      'PIDPressure',
      'False',
      'KubeletHasSufficientPID',
      'kubelet has sufficient PID available',
    ],
    ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
  ].reduce<readonly Condition[]>(
    (list, [type, status, reason, message]) =>
      replaceCondition(
        list,
        { type, status, reason, message, lastHeartbeatTime },
        nowMs,
      ),
    node.status?.conditions ?? [],
  );
}
