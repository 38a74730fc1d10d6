import {
  characterClass,
  digitClass,
  letterClass,
} from '../mask/characterClass';
import { wildcard } from '../mask/MaskedToken';

/**
 * The variable at a hole with the punctuation that all values have around it: `(ann),` and `(bob),` are `(<*>),`. The order
 * of the values does not matter; `values` is not empty. O(characters), no errors.
 */
export function showHole(values: readonly string[]): string {
  const before = values.map(punctuationBefore).reduce(commonStart);
  const after = values
    .map(value => punctuationAfter(value, punctuationBefore(value).length))
    .reduce(commonEnd);
  return before + wildcard + after;
}

function punctuationBefore(value: string): string {
  let end = 0;
  while (end < value.length && isPunctuation(value, end)) end += 1;
  return value.slice(0, end);
}

function punctuationAfter(value: string, least: number): string {
  let start = value.length;
  while (start > least && isPunctuation(value, start - 1)) start -= 1;
  return value.slice(start);
}

/** Neither a letter nor a digit, nor the brackets of a wildcard. */
function isPunctuation(value: string, at: number): boolean {
  const isText =
    characterClass(value.charCodeAt(at)) & (letterClass | digitClass);
  return !isText && value[at] !== '<' && value[at] !== '>';
}

function commonStart(first: string, second: string): string {
  let end = 0;
  while (end < first.length && first[end] === second[end]) end += 1;
  return first.slice(0, end);
}

function commonEnd(first: string, second: string): string {
  let length = 0;
  while (
    length < first.length &&
    length < second.length &&
    first.at(-1 - length) === second.at(-1 - length)
  )
    length += 1;
  return first.slice(first.length - length);
}
