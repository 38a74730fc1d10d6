import { newRate } from '../rate/templateRate';
import type { TemplateRate } from '../rate/templateRate';
import { wildcard } from '../mask/MaskedToken';
import type { LogSeverity } from '../LogTemplate';
import type { Template } from './Template';
import { showHole } from './showHole';
import { createTemplate } from './Template';

/**
 * The one template that several turned out to be: a hole at `holes` (rising), the rest as all of them show it. The order
 * of the parts does not matter. `parts` is not empty and its templates have equally many tokens, equal outside the
 * holes. O(members × tokens), no errors.
 */
export function mergeTemplates(
  parts: readonly Template[],
  holes: readonly number[],
): Template {
  const members = parts.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = members;
  const tokens = first.tokens.slice();
  const wild = first.wild.slice();
  for (const hole of holes) {
    tokens[hole] = wildcard;
    wild[hole] = wildcard;
  }
  const isHole = new Set(holes);
  const shown = tokens.map((_token, position) => {
    const texts = members.map(member => member.shown[position]);
    if (isHole.has(position)) return showHole(texts);
    return texts.every(text => text === texts[0]) ? texts[0] : wild[position];
  });
  return createTemplate({
    tokens,
    holes,
    shown,
    wild,
    doubtful: union(members.map(member => member.doubtful)),
    sizes: union(members.map(member => member.sizes)),
    severity: worst(members.map(member => member.severity)),
    lines: members.reduce((sum, member) => sum + member.lines, 0),
    firstSeenMs: extreme(
      members.map(member => member.firstSeenMs),
      Math.min,
    ),
    lastSeenMs: extreme(
      members.map(member => member.lastSeenMs),
      Math.max,
    ),
    rate: mergeRates(members.map(member => member.rate)),
  });
}

const severities: readonly LogSeverity[] = [
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
];

function worst(found: readonly LogSeverity[]): LogSeverity {
  return severities[Math.max(...found.map(each => severities.indexOf(each)))];
}

function extreme(
  times: readonly (number | undefined)[],
  choose: (...values: number[]) => number,
): number | undefined {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : choose(...known);
}

function union(positions: readonly (readonly number[])[]): number[] {
  return [...new Set(positions.flat())].sort((a, b) => a - b);
}

/** Rates of parts add up; the whole has been observed for as long as its oldest part. */
function mergeRates(rates: readonly TemplateRate[]): TemplateRate {
  return rates.reduce(
    (sum, rate) => ({
      counted: sum.counted + rate.counted,
      mean: sum.mean + rate.mean,
      dispersion: Math.max(sum.dispersion, rate.dispersion),
      minutes: Math.max(sum.minutes, rate.minutes),
      isChanged: sum.isChanged || rate.isChanged,
    }),
    newRate(),
  );
}
