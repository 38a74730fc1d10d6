/** The alphabet of generated suffixes: no vowels (no words) and no look-alikes (k8s.io/apimachinery `rand`). */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

const uidPattern = 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx';
const hexDigits = '0123456789abcdef';

/** The API server cuts the prefix so that the whole stays a label value. */
const maxPrefixLength = 58;

export function generateName(prefix: string, random: () => number): string {
  return `${prefix.slice(0, maxPrefixLength)}${randomSuffix(5, random)}`;
}

export function randomSuffix(length: number, random: () => number): string {
  let suffix = '';
  for (let index = 0; index < length; index++) {
    suffix += alphabet[Math.floor(random() * alphabet.length)];
  }
  return suffix;
}

/** A version 4 UUID from the given source of randomness, so that a seeded cluster has the same uids every time. */
export function generateUid(random: () => number): string {
  let uid = '';
  for (const place of uidPattern) {
    if (place === 'x') uid += hexDigits[Math.floor(random() * 16)];
    else if (place === 'y') uid += hexDigits[8 + Math.floor(random() * 4)];
    else uid += place;
  }
  return uid;
}
