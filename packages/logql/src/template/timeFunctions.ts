import { goFunction, type GoFunctions } from '@orrery/go-template';

import { formatGoTime } from './formatGoTime';

function timeOf(text: string): number {
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) throw new Error(`parsing time "${text}"`);
  return timeMs;
}

/** Times are texts in RFC 3339, as `__timestamp__` gives them; the zone is UTC. */
export const timeFunctions: GoFunctions = {
  date: goFunction(['string', 'string'], (layout, time) =>
    formatGoTime(timeOf(time), layout),
  ),
  unixEpoch: goFunction(['string'], time =>
    String(Math.floor(timeOf(time) / 1000)),
  ),
  unixEpochMillis: goFunction(['string'], time => String(timeOf(time))),
  unixToTime: goFunction(['string'], seconds =>
    new Date(Number(seconds) * 1000).toISOString(),
  ),
};
