import { hashText } from '../random/createRandom';
import type { PodTemplate } from './kinds/Pod';

/**
 * The short name of a pod template: FNV-1a of its canonical JSON, written in Kubernetes' safe alphabet
 * (k8s.io/apimachinery/pkg/util/rand SafeEncodeString). `collisionCount` gives the next name after a clash.
 */
export function podTemplateHash(
  template: PodTemplate,
  collisionCount = 0,
): string {
  const suffix = collisionCount > 0 ? `#${collisionCount}` : '';
  return safeEncode(hashText(canonicalTemplate(template) + suffix));
}

/** Spells a number with the letters Kubernetes uses in generated names. */
export function safeEncode(value: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...value.toString()]
    .map(digit => alphabet[digit.charCodeAt(0) % alphabet.length])
    .join('');
}

/** Pod specs are long, immutable and shared by many objects: each is written out once. */
const SPEC_TEXTS = new WeakMap<object, string>();

/** Equal texts for equal templates. */
export function canonicalTemplate(template: PodTemplate): string {
  let spec = SPEC_TEXTS.get(template.spec);
  if (spec === undefined) {
    spec = canonicalJson(template.spec);
    SPEC_TEXTS.set(template.spec, spec);
  }
  return canonicalJson(template.metadata ?? {}) + spec;
}

/** JSON with sorted keys and without `undefined`: equal objects give equal text, whatever order they were written in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    let text = '';
    for (const [key, field] of Object.entries(value).sort(byKey)) {
      if (field === undefined) continue;
      if (text !== '') text += ',';
      text += `${JSON.stringify(key)}:${canonicalJson(field)}`;
    }
    return `{${text}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
