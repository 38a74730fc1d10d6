import { fractionOf, hashText } from '../noise/hash';
import type { WorldPod } from '../world/WorldPod';

/** The name of another ReplicaSet of the same deployment. */
export function revisionName(pod: WorldPod, key: string): string {
  const owner = pod.ownerName ?? pod.name;
  return `${owner.replace(/-[^-]+$/, '')}-${suffix(key, 9)}`;
}

/** Letters as Kubernetes puts them at the end of generated names, by a key. */
export function suffix(key: string, length = 5): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from(
    { length },
    (_, index) =>
      alphabet[Math.floor(fractionOf(`${key}/${index}`) * alphabet.length)],
  ).join('');
}

/** A uid by a key. */
export function uidOf(key: string): string {
  const hex = [0, 1, 2, 3]
    .map(part => hashText(`${key}/${part}`).toString(16).padStart(8, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
