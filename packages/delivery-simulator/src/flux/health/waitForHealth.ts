import type {
  ClusterPort,
  KindRef,
  ObjectRef,
} from '../../cluster/ClusterPort';
import { formatRef } from '../formatObject';
import { jobEnd, kstatus } from './kstatus';
import { waitUntil } from './waitUntil';

export interface HealthOptions {
  readonly cluster: ClusterPort;
  readonly refs: readonly ObjectRef[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Jobs have to come to their end. */
  readonly waitsForJobs?: boolean;
  /** Gives the wait up; asked when one of `otherKinds` changes. */
  readonly isCancelled?: () => boolean;
  readonly otherKinds?: readonly KindRef[];
}

export type HealthOutcome =
  | { readonly kind: 'healthy' }
  | { readonly kind: 'cancelled' }
  /** `Deployment/shop/web status: 'InProgress'` for each that is not. */
  | {
      readonly kind: 'failed' | 'timeout';
      readonly problems: readonly string[];
    };

/** Waits until every object is current. One that has failed for good ends the wait. */
export async function waitForHealth(
  options: HealthOptions,
): Promise<HealthOutcome> {
  const { cluster, refs } = options;
  const statusOf = (ref: ObjectRef) => {
    const object = cluster.get(ref);
    if (!object) return 'NotFound';
    const status = kstatus(object);
    const isRunningJob =
      options.waitsForJobs && object.kind === 'Job' && !jobEnd(object);
    return status === 'Current' && isRunningJob ? 'InProgress' : status;
  };
  const problemsOf = () =>
    refs.flatMap(ref => {
      const status = statusOf(ref);
      return status === 'Current'
        ? []
        : [{ status, text: `${formatRef(ref)} status: '${status}'` }];
    });
  const outcome = await waitUntil<HealthOutcome>({
    cluster,
    kinds: [...refs, ...(options.otherKinds ?? [])],
    timeoutMs: options.timeoutMs,
    signal: options.signal,
    look: () => {
      if (options.isCancelled?.()) return { kind: 'cancelled' };
      const problems = problemsOf();
      if (problems.length === 0) return { kind: 'healthy' };
      const failed = problems.filter(each => each.status === 'Failed');
      return failed.length > 0
        ? { kind: 'failed', problems: failed.map(each => each.text) }
        : undefined;
    },
  });
  return (
    outcome ?? {
      kind: 'timeout',
      problems: problemsOf().map(each => each.text),
    }
  );
}
