import { isWord } from './characterClass';
import type { RegexAssertion } from './RegexNode';
import type { Instruction } from './RegexProgram';

/** Threads in order of preference, each instruction at most once. */
class ThreadList {
  counters: number[] = [];
  captures: (readonly number[])[] = [];
  readonly #generations: Uint32Array;
  #generation = 1;

  constructor(size: number) {
    this.#generations = new Uint32Array(size);
  }

  clear(): void {
    this.counters = [];
    this.captures = [];
    this.#generation += 1;
  }

  /** Whether the instruction was not seen since `clear()`; marks it as seen. */
  enter(counter: number): boolean {
    if (this.#generations[counter] === this.#generation) return false;
    this.#generations[counter] = this.#generation;
    return true;
  }
}

/**
 * Runs a program over the whole of a text, all alternatives in step (Pike's machine: https://swtch.com/~rsc/regexp/), so the
 * cost is at most length × instructions whatever the pattern.
 * @returns the start and end of each group (-1 where it took no part), or undefined when the text does not match
 */
export function runRegexProgram(
  program: readonly Instruction[],
  text: string,
  groupCount: number,
): readonly number[] | undefined {
  let current = new ThreadList(program.length);
  let following = new ThreadList(program.length);
  const none = new Array<number>(groupCount * 2).fill(-1);
  follow(program, current, 0, text, 0, none);
  let index = 0;
  for (;;) {
    const codePoint = text.codePointAt(index);
    if (codePoint === undefined) {
      const at = current.counters.findIndex(
        counter => program[counter].kind === 'match',
      );
      if (at < 0) return undefined;
      const slots = [...current.captures[at]];
      slots[0] = 0;
      slots[1] = text.length;
      return slots;
    }
    if (current.counters.length === 0) return undefined;
    const nextIndex = index + (codePoint > 0xffff ? 2 : 1);
    following.clear();
    for (let thread = 0; thread < current.counters.length; thread += 1) {
      const counter = current.counters[thread];
      if (consumes(program[counter], codePoint)) {
        const saved = current.captures[thread];
        follow(program, following, counter + 1, text, nextIndex, saved);
      }
    }
    [current, following] = [following, current];
    index = nextIndex;
  }
}

function consumes(instruction: Instruction, codePoint: number): boolean {
  if (instruction.kind === 'literal')
    return instruction.codePoint === codePoint;
  return instruction.kind === 'character' && instruction.test(codePoint);
}

/** Follows what takes no character, in order of preference; a stack of its own, since programs can be long. */
function follow(
  program: readonly Instruction[],
  list: ThreadList,
  start: number,
  text: string,
  index: number,
  captures: readonly number[],
): void {
  const pending: (readonly [number, readonly number[]])[] = [[start, captures]];
  for (let top = pending.pop(); top !== undefined; top = pending.pop()) {
    const [counter, saved] = top;
    if (!list.enter(counter)) continue;
    const instruction = program[counter];
    switch (instruction.kind) {
      case 'jump':
        pending.push([instruction.to, saved]);
        break;
      case 'split':
        pending.push([instruction.second, saved]);
        pending.push([instruction.first, saved]);
        break;
      case 'save':
        pending.push([counter + 1, saved.with(instruction.slot, index)]);
        break;
      case 'assertion':
        if (holds(instruction.assertion, text, index)) {
          pending.push([counter + 1, saved]);
        }
        break;
      default:
        list.counters.push(counter);
        list.captures.push(saved);
    }
  }
}

function holds(
  assertion: RegexAssertion,
  text: string,
  index: number,
): boolean {
  switch (assertion) {
    case 'text-start':
      return index === 0;
    case 'text-end':
      return index === text.length;
    case 'line-start':
      return index === 0 || text[index - 1] === '\n';
    case 'line-end':
      return index === text.length || text[index] === '\n';
    default: {
      const before = index > 0 && isWord(text.charCodeAt(index - 1));
      const after = index < text.length && isWord(text.charCodeAt(index));
      return (before !== after) === (assertion === 'word-boundary');
    }
  }
}
