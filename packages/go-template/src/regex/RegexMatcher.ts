import type { RegexAssertion } from './RegexNode';
import type { Instruction } from './RegexProgram';

const maxStates = 64_000_000;

/**
 * Finds matches of a program in one text. Each state (instruction and position) is tried once a search, so a search costs at
 * most length × size of the program; this is RE2's "bit state" matcher and finds what Perl would find.
 */
export class RegexMatcher {
  readonly #program: readonly Instruction[];
  readonly #characters: readonly string[];
  readonly #slots: number;
  readonly #spend: (steps: number) => void;
  readonly #seen: Uint8Array;
  #touched: number[] = [];

  /** `slots` are two for each group. Throws when text × program is beyond 64 million states. */
  constructor(
    program: readonly Instruction[],
    characters: readonly string[],
    slots: number,
    spend: (steps: number) => void,
  ) {
    this.#program = program;
    this.#characters = characters;
    this.#slots = slots;
    this.#spend = spend;
    const states = program.length * (characters.length + 1);
    if (states > maxStates) {
      throw new Error(
        `regular expression of ${program.length} steps on ${characters.length} characters is too much work`,
      );
    }
    this.#seen = new Uint8Array(Math.ceil(states / 8));
  }

  /** The slots of the first match that starts at `from` or later, -1 where a group took no part. */
  find(from: number): readonly number[] | undefined {
    for (const state of this.#touched) this.#seen[state >> 3] = 0;
    this.#touched = [];
    for (let start = from; start <= this.#characters.length; start += 1) {
      const slots = this.#try(start);
      if (slots !== undefined) return slots;
    }
    return undefined;
  }

  #try(start: number): readonly number[] | undefined {
    const slots = new Array<number>(this.#slots).fill(-1);
    slots[0] = start;
    // Positive: a state to try. Negative: a slot to put back, whose old value lies below it.
    const stack: number[] = [this.#state(0, start)];
    while (stack.length > 0) {
      const top = stack.pop() ?? 0;
      if (top < 0) {
        slots[-top - 1] = stack.pop() ?? -1;
        continue;
      }
      const end = this.#follow(top, slots, stack);
      if (end !== undefined) {
        slots[1] = end;
        return slots;
      }
    }
    return undefined;
  }

  /** Runs from a state until it fails or matches; other branches go on the stack. */
  #follow(state: number, slots: number[], stack: number[]): number | undefined {
    const width = this.#characters.length + 1;
    let pc = Math.floor(state / width);
    let position = state % width;
    for (;;) {
      if (!this.#enter(pc, position)) return undefined;
      const instruction = this.#program[pc];
      switch (instruction.kind) {
        case 'match':
          return position;
        case 'character':
          if (position >= this.#characters.length) return undefined;
          if (!instruction.matches(this.#characters[position]))
            return undefined;
          position += 1;
          pc += 1;
          break;
        case 'assertion':
          if (!this.#holds(instruction.assertion, position)) return undefined;
          pc += 1;
          break;
        case 'save':
          stack.push(slots[instruction.slot], -instruction.slot - 1);
          slots[instruction.slot] = position;
          pc += 1;
          break;
        case 'split':
          stack.push(this.#state(instruction.second, position));
          pc = instruction.first;
          break;
        default:
          pc = instruction.to;
      }
    }
  }

  #state(pc: number, position: number): number {
    return pc * (this.#characters.length + 1) + position;
  }

  #enter(pc: number, position: number): boolean {
    const state = this.#state(pc, position);
    const bit = 1 << (state & 7);
    if ((this.#seen[state >> 3] & bit) !== 0) return false;
    this.#seen[state >> 3] |= bit;
    this.#touched.push(state);
    this.#spend(0.125);
    return true;
  }

  #holds(assertion: RegexAssertion, position: number): boolean {
    const characters = this.#characters;
    const isStart = position === 0;
    const isEnd = position === characters.length;
    switch (assertion) {
      case 'text-start':
        return isStart;
      case 'text-end':
        return isEnd;
      case 'line-start':
        return isStart || characters[position - 1] === '\n';
      case 'line-end':
        return isEnd || characters[position] === '\n';
      default: {
        const before = !isStart && /\w/.test(characters[position - 1]);
        const after = !isEnd && /\w/.test(characters[position]);
        return (before !== after) === (assertion === 'word-boundary');
      }
    }
  }
}
