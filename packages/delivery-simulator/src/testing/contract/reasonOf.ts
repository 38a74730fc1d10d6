import { ClusterRequestError } from '../../cluster/ClusterRequestError';

/** Why a write was refused; undefined when it was not. */
export async function reasonOf(
  work: Promise<unknown>,
): Promise<ClusterRequestError['reason'] | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof ClusterRequestError) return error.reason;
    throw error;
  }
}
