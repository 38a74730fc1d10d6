import { StatusError } from '../status/StatusError';

/**
 * Creates in batches of 1, 2, 4, …, and ends with the first batch in which one was refused: what is refused for a reason that lasts is not
 * tried hundreds of times. Source: `slowStartBatch` of the replica set controller.
 *
 * @returns the first refusal, or undefined when all were created.
 */
export function createSlowly(
  count: number,
  create: (index: number) => StatusError | undefined,
): StatusError | undefined {
  let refusal: StatusError | undefined;
  for (let done = 0, batch = 1; done < count && !refusal; batch *= 2) {
    const end = Math.min(count, done + batch);
    for (; done < end; done++) {
      const answer = create(done);
      refusal ??= answer;
    }
  }
  return refusal;
}

/** The API's refusal to do something, or undefined when it was done. Other errors are thrown on. */
export function refusalOf(work: () => void): StatusError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
}
