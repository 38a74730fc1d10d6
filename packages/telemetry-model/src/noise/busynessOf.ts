import { fractionOf } from './hash';

/**
 * How much of what it was sized for the container of a service usually uses, from 0 (as little as any) to 1: of its CPU
 * and of what it can serve alike, so that an autoscaler that looks at one sees the other. O(length of the names).
 */
export function busynessOf(serviceKey: string, container: string): number {
  return fractionOf(`${serviceKey}/${container}/level`);
}
