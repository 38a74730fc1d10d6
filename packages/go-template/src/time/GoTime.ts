import { goFunction } from '../functions/GoFunction';
import { GoStruct } from '../values/GoStruct';
import { formatGoTime } from './formatGoTime';

/** A `time.Time` in UTC, to the millisecond. */
export class GoTime extends GoStruct {
  readonly timeMs: number;

  constructor(timeMs: number) {
    const date = new Date(timeMs);
    const number = (value: number) => goFunction([], () => BigInt(value));
    super('time.Time', {
      text: formatGoTime(timeMs, '2006-01-02 15:04:05.999999999 -0700 MST'),
      methods: new Map([
        [
          'Format',
          goFunction(['string'], layout => formatGoTime(timeMs, layout)),
        ],
        ['UTC', goFunction([], () => this)],
        ['String', goFunction([], () => this.text)],
        ['Unix', number(Math.floor(timeMs / 1000))],
        ['UnixMilli', number(Math.floor(timeMs))],
        [
          'UnixNano',
          goFunction([], () => BigInt(Math.floor(timeMs)) * 1_000_000n),
        ],
        ['Year', number(date.getUTCFullYear())],
        ['Day', number(date.getUTCDate())],
        ['Hour', number(date.getUTCHours())],
        ['Minute', number(date.getUTCMinutes())],
        ['Second', number(date.getUTCSeconds())],
      ]),
    });
    this.timeMs = timeMs;
  }
}
