const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(
  ' ',
);

/** The parts of a Go layout, longest first where one begins another. */
export const layoutPart =
  /January|Jan|Monday|Mon|MST|2006|Z07:00|Z0700|Z07|-07:00|-0700|-07|0[1-6]|_2|15|PM|pm|[.,](?:0+|9+)(?!\d)|[1-5]/g;

/** Writes a point in time (UTC) in a Go layout such as `2006-01-02 15:04:05`. */
export function formatGoTime(timeMs: number, layout: string): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return layout;
  return layout.replace(layoutPart, part => formatPart(date, part));
}

function formatPart(date: Date, part: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const hour = date.getUTCHours() % 12 || 12;
  switch (part) {
    case 'January':
      return months[date.getUTCMonth()];
    case 'Jan':
      return months[date.getUTCMonth()].slice(0, 3);
    case 'Monday':
      return days[date.getUTCDay()];
    case 'Mon':
      return days[date.getUTCDay()].slice(0, 3);
    case 'MST':
      return 'UTC';
    case '2006':
      return String(date.getUTCFullYear()).padStart(4, '0');
    case '06':
      return two(date.getUTCFullYear() % 100);
    case '01':
      return two(date.getUTCMonth() + 1);
    case '1':
      return String(date.getUTCMonth() + 1);
    case '02':
      return two(date.getUTCDate());
    case '_2':
      return String(date.getUTCDate()).padStart(2);
    case '2':
      return String(date.getUTCDate());
    case '15':
      return two(date.getUTCHours());
    case '03':
      return two(hour);
    case '3':
      return String(hour);
    case '04':
      return two(date.getUTCMinutes());
    case '4':
      return String(date.getUTCMinutes());
    case '05':
      return two(date.getUTCSeconds());
    case '5':
      return String(date.getUTCSeconds());
    case 'PM':
      return date.getUTCHours() < 12 ? 'AM' : 'PM';
    case 'pm':
      return date.getUTCHours() < 12 ? 'am' : 'pm';
    case '-07:00':
      return '+00:00';
    case '-0700':
      return '+0000';
    case '-07':
      return '+00';
    default:
      return part.startsWith('Z') ? 'Z' : fraction(date, part);
  }
}

function fraction(date: Date, part: string): string {
  const digits = String(date.getUTCMilliseconds())
    .padStart(3, '0')
    .padEnd(9, '0')
    .slice(0, part.length - 1);
  if (part[1] === '0') return part[0] + digits;
  const short = digits.replace(/0+$/, '');
  return short === '' ? '' : part[0] + short;
}
