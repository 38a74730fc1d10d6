import type { LineState } from '../lines/LineState';
import { compileLabelFilter } from '../pipeline/labelFilterStage';
import { parseByteSize } from '../quantities/byteSize';
import { parseGoDuration } from '../quantities/goDuration';
import { parseGoFloat } from '../quantities/goFloat';
import type { RangeAggregation, Unwrap } from '../syntax/Expr';

/** The number that a line stands for; undefined for a line that stands for none. */
export type SampleExtractor = (state: LineState) => number | undefined;

/** What to count: lines, their bytes, or the numbers that they hold. */
export function compileExtractor({
  operator,
  unwrap,
}: RangeAggregation): SampleExtractor {
  if (unwrap) return compileUnwrap(unwrap);
  return operator.startsWith('bytes_')
    ? state => utf8LengthOf(state.line)
    : () => 1;
}

function compileUnwrap({
  label,
  conversion,
  filters,
}: Unwrap): SampleExtractor {
  const stages = filters.map(compileLabelFilter);
  const read = readerOf(conversion);
  return state => {
    const text = state.get(label);
    if (text === '') return undefined;
    const value = read(text);
    if (value === undefined) {
      state.fail(
        'SampleExtractionErr',
        `${conversion ?? 'float'}: invalid value ${JSON.stringify(text)}`,
      );
    }
    return stages.every(stage => stage(state)) ? value ?? 0 : undefined;
  };
}

function readerOf(
  conversion: Unwrap['conversion'],
): (text: string) => number | undefined {
  switch (conversion) {
    case undefined:
      return parseGoFloat;
    case 'bytes':
      return parseByteSize;
    default:
      return parseGoDuration;
  }
}

/** Bytes of a text in UTF-8; a lone surrogate counts as its replacement. O(length). */
function utf8LengthOf(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else if (code >= 0xd800 && code < 0xdc00) {
      bytes += 2; // four bytes for the pair
      index += 1;
    } else bytes += 2;
  }
  return bytes;
}
