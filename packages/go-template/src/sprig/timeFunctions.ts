import { goFunction, type GoFunctions } from '../functions/GoFunction';
import { formatGoDuration, parseGoDuration } from '../time/goDuration';
import { formatGoTime } from '../time/formatGoTime';
import { GoTime } from '../time/GoTime';
import { parseGoTime } from '../time/parseGoTime';
import type { GoValue } from '../values/GoValue';
import { toInt64 } from './conversions';

/** What Go has for no time: the first of January of the year 1. */
const zeroTimeMs = -62_135_596_800_000;

/** Sprig's functions of time; every zone is UTC. */
export function timeFunctions(nowMs: () => number): GoFunctions {
  const timeOf = (value: GoValue): number => {
    if (value instanceof GoTime) return value.timeMs;
    return typeof value === 'bigint' ? Number(value) * 1000 : nowMs();
  };
  const modify = goFunction(
    ['string', 'any'],
    (duration, time) =>
      new GoTime(timeOf(time) + (parseGoDuration(duration) ?? 0)),
  );
  return {
    now: goFunction([], () => new GoTime(nowMs())),
    date: goFunction(['string', 'any'], (layout, time) =>
      formatGoTime(timeOf(time), layout),
    ),
    dateInZone: goFunction(['string', 'any', 'string'], (layout, time) =>
      formatGoTime(timeOf(time), layout),
    ),
    htmlDate: goFunction(['any'], time =>
      formatGoTime(timeOf(time), '2006-01-02'),
    ),
    dateModify: modify,
    date_modify: modify,
    toDate: goFunction(['string', 'string'], (layout, text) => {
      const timeMs = parseGoTime(text, layout);
      return new GoTime(timeMs ?? zeroTimeMs);
    }),
    unixEpoch: goFunction(['any'], time =>
      String(Math.floor(timeOf(time) / 1000)),
    ),
    ago: goFunction(['any'], time =>
      formatGoDuration(Math.round((nowMs() - timeOf(time)) / 1000) * 1000),
    ),
    duration: goFunction(['any'], seconds =>
      formatGoDuration(Number(toInt64(seconds)) * 1000),
    ),
  };
}
