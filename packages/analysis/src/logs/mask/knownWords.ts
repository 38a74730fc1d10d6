import type { TokenRole } from './MaskedToken';

const months =
  'jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october november december';
const weekdays =
  'mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday';
const zones = 'UTC GMT EST EDT CST CDT MST MDT PST PDT CET CEST BST JST AM PM';
const units = [
  'b byte bytes kb kib mb mib gb gib tb tib pb k m g bits bit kbps mbps gbps',
  'ns us ms msec msecs s sec secs second seconds min mins minute minutes h hour hours day days',
  'millis milliseconds microseconds nanoseconds hz khz mhz ghz',
].join(' ');

const zoneRoles = new Map(rolesOf(zones, 'zone'));
const unitRoles = new Map(rolesOf(units, 'unit'));
const calendarRoles = new Map<string, TokenRole>([
  ...rolesOf(months, 'month'),
  ...rolesOf(weekdays, 'weekday'),
]);

/** What a plain word may mean beside a number: `MB` a unit, `Jul` a month. O(1). */
export function roleOfWord(word: string): TokenRole {
  const role = zoneRoles.get(word);
  if (role) return role;
  const lower = word.toLowerCase();
  const calendarRole = lower === word ? undefined : calendarRoles.get(lower);
  return calendarRole ?? unitRoles.get(lower) ?? 'text';
}

const literals = new Set(['true', 'false', 'null', 'root', 'admin']);

/**
 * Words that are values wherever they stand: truth values, `null`, and the two account names that every system has
 * (Khan et al., Guidelines for assessing the accuracy of log message template identification techniques, ICSE 2022).
 */
export function isValueWord(word: string): boolean {
  return word.length < 6 && literals.has(word.toLowerCase());
}

const eventNames = new Set(
  'level lvl severity msg message event reason'.split(' '),
);

/** Names whose value says what happened, and is no variable: `level=error`, `msg="started"`. O(length). */
export function isEventName(name: string): boolean {
  return name.length < 9 && eventNames.has(name.toLowerCase());
}

const topLevelDomains = new Set(
  'com net org edu gov mil int info biz io dev app cloud local internal localdomain lan arpa'.split(
    ' ',
  ),
);
const secondLevelDomains = new Set(
  'com net org edu gov ac co ne or go'.split(' '),
);
const packageRoots = new Set(
  'com org net io java javax android sun edu scala kotlin jdk'.split(' '),
);

/**
 * Whether a dotted word without digits is the name of a host: it ends in a top-level domain (or `co.uk` and the like)
 * and does not begin like a Java package, which has the same domain in front. O(length).
 */
export function isHostName(word: string): boolean {
  const labels = word.toLowerCase().split('.');
  if (labels.length < 2 || labels.includes('')) return false;
  if (labels.length > 2 && packageRoots.has(labels[0])) return false;
  const last = labels[labels.length - 1];
  if (topLevelDomains.has(last)) return true;
  return (
    labels.length > 2 &&
    last.length === 2 &&
    secondLevelDomains.has(labels[labels.length - 2])
  );
}

const generatedSuffix = /-(?!https$)[bcdfghjklmnpqrstvwxz2456789]{5}$/;

/**
 * Whether a word ends like the name of a pod, which is its owner's name with five random characters: `kube-proxy-x2k4z`. O(length).
 * Source: the alphabet of `rand.String` in k8s.io/apimachinery, which leaves vowels out.
 */
export function isGeneratedName(word: string): boolean {
  return generatedSuffix.test(word);
}

function rolesOf(words: string, role: TokenRole): [string, TokenRole][] {
  return words.split(' ').map(word => [word, role]);
}
