import { layoutPart } from './formatGoTime';

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const patterns: Readonly<Record<string, string>> = {
  January: '[A-Za-z]+',
  Jan: '[A-Za-z]{3}',
  Monday: '[A-Za-z]+',
  Mon: '[A-Za-z]{3}',
  MST: '[A-Z]{3,4}',
  '2006': '\\d{4}',
  _2: '[ \\d]\\d',
  PM: 'AM|PM',
  pm: 'am|pm',
  '-07:00': '[+-]\\d\\d:\\d\\d',
  '-0700': '[+-]\\d{4}',
  '-07': '[+-]\\d\\d',
  'Z07:00': 'Z|[+-]\\d\\d:\\d\\d',
  Z0700: 'Z|[+-]\\d{4}',
  Z07: 'Z|[+-]\\d\\d',
};

/** Reads a point in time in a Go layout, as milliseconds since 1970; undefined when the text does not fit. */
export function parseGoTime(text: string, layout: string): number | undefined {
  const parts: string[] = [];
  const pieces = layout.split(layoutPart);
  const found = layout.match(layoutPart) ?? [];
  const pattern = pieces
    .map((piece, index) => {
      const part = found[index];
      const literal = piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      if (part === undefined) return literal;
      parts.push(part);
      return `${literal}(${patternOf(part)})`;
    })
    .join('');
  const groups = new RegExp(`^${pattern}$`).exec(text);
  return groups === null ? undefined : assemble(parts, groups.slice(1));
}

function patternOf(part: string): string {
  if (Object.hasOwn(patterns, part)) return patterns[part];
  if (/^[.,]/.test(part))
    return part[1] === '0' ? `\\.\\d{${part.length - 1}}` : '(?:\\.\\d+)?';
  return part.length === 1 ? '\\d{1,2}' : '\\d{2}';
}

function assemble(
  parts: readonly string[],
  values: readonly string[],
): number | undefined {
  const fields = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    ms: 0,
    zoneMinutes: 0,
  };
  let isAfternoon: boolean | undefined;
  parts.forEach((part, index) => {
    const value = values[index];
    if (part === 'PM' || part === 'pm') isAfternoon = /pm/i.test(value);
    else if (part === 'January' || part === 'Jan') {
      fields.month = monthNames.indexOf(value.slice(0, 3).toLowerCase()) + 1;
    } else if (part === '2006') fields.year = Number(value);
    else if (part === '06')
      fields.year = Number(value) + (Number(value) >= 69 ? 1900 : 2000);
    else if (/^0?1$/.test(part)) fields.month = Number(value);
    else if (/^[0_]?2$/.test(part)) fields.day = Number(value);
    else if (/^(?:0?3|15)$/.test(part)) fields.hour = Number(value);
    else if (/^0?4$/.test(part)) fields.minute = Number(value);
    else if (/^0?5$/.test(part)) fields.second = Number(value);
    else if (/^[.,]/.test(part))
      fields.ms = Math.floor(Number(`0${value}`) * 1000);
    else if (/^[-Z]/.test(part)) fields.zoneMinutes = zone(value);
  });
  if (isAfternoon !== undefined)
    fields.hour = (fields.hour % 12) + (isAfternoon ? 12 : 0);
  const { year, month, day, hour, minute, second, ms, zoneMinutes } = fields;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || hour > 23 || minute > 59 || second > 59) return undefined;
  date.setUTCHours(hour, minute - zoneMinutes, second, ms);
  return date.getTime();
}

function zone(text: string): number {
  if (text === 'Z') return 0;
  const minutes =
    Number(text.slice(1, 3)) * 60 +
    Number(text.slice(-2)) * (text.length > 3 ? 1 : 0);
  return text.startsWith('-') ? -minutes : minutes;
}
