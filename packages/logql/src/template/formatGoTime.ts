const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(
  ' ',
);

const pieces =
  /2006|January|Jan|Monday|Mon|MST|Z07:00|-0700|-07:00|15|01|02|03|04|05|06|PM|\.0+|\.9+/g;

/** A time in UTC by a layout of Go, `2006-01-02T15:04:05.000Z07:00`. O(length). */
export function formatGoTime(timeMs: number, layout: string): string {
  const time = new Date(timeMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const hour = time.getUTCHours();
  const written: Readonly<Record<string, () => string>> = {
    '2006': () => String(time.getUTCFullYear()),
    '06': () => two(time.getUTCFullYear() % 100),
    January: () => months[time.getUTCMonth()],
    Jan: () => months[time.getUTCMonth()].slice(0, 3),
    '01': () => two(time.getUTCMonth() + 1),
    Monday: () => days[time.getUTCDay()],
    Mon: () => days[time.getUTCDay()].slice(0, 3),
    '02': () => two(time.getUTCDate()),
    '15': () => two(hour),
    '03': () => two(hour % 12 === 0 ? 12 : hour % 12),
    PM: () => (hour < 12 ? 'AM' : 'PM'),
    '04': () => two(time.getUTCMinutes()),
    '05': () => two(time.getUTCSeconds()),
    MST: () => 'UTC',
    'Z07:00': () => 'Z',
    '-0700': () => '+0000',
    '-07:00': () => '+00:00',
  };
  return layout.replace(pieces, piece => {
    if (Object.hasOwn(written, piece)) return written[piece]();
    const digits = String(time.getUTCMilliseconds())
      .padStart(3, '0')
      .padEnd(9, '0')
      .slice(0, piece.length - 1);
    return piece[1] === '0' ? `.${digits}` : `.${digits}`.replace(/\.?0+$/, '');
  });
}
