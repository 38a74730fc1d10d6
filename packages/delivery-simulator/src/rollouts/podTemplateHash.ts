import { canonicalJson } from '../reconciling/canonicalJson';

/** Letters and digits that make no words, as Kubernetes encodes its hashes. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** The `rollouts-pod-template-hash` of a pod template; another `collisionCount` gives another hash. */
export function podTemplateHash(
  template: unknown,
  collisionCount?: number,
): string {
  return hashOf(canonicalJson(template) + String(collisionCount ?? ''));
}

/** The `currentStepHash` of canary steps. */
export function stepHash(steps: unknown): string {
  return hashOf(canonicalJson(steps ?? []));
}

/** FNV-1a with 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return [...String(hash)]
    .map(digit => alphabet[digit.charCodeAt(0) % alphabet.length])
    .join('');
}
