import type { CodePointTest, RegexAssertion, RegexNode } from './RegexNode';
import { failRegex } from './RegexSyntaxError';

/** One step of a program; `split` prefers its first branch. */
export type Instruction =
  | { kind: 'literal'; codePoint: number }
  | { kind: 'character'; test: CodePointTest }
  | { kind: 'assertion'; assertion: RegexAssertion }
  | { kind: 'save'; slot: number }
  | Split
  | { kind: 'jump'; to: number }
  | { kind: 'match' };

interface Split {
  readonly kind: 'split';
  first: number;
  second: number;
}

const maxInstructions = 20_000;

/** Writes a tree as a program; a repetition is written out, so the size is bounded here. */
class ProgramWriter {
  readonly program: Instruction[] = [];
  readonly #pattern: string;
  /** Repetitions of nothing add no instruction, so visits are counted as well. */
  #visits = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  add(instruction: Instruction): number {
    return this.program.push(instruction) - 1;
  }

  write(node: RegexNode): void {
    this.#visits += 1;
    if (Math.max(this.#visits, this.program.length) > maxInstructions) {
      failRegex('expression too large', this.#pattern);
    }
    switch (node.kind) {
      case 'sequence':
        node.nodes.forEach(part => this.write(part));
        break;
      case 'alternatives':
        this.#writeAlternatives(node.nodes);
        break;
      case 'repeat':
        for (let count = 0; count < node.min; count += 1) this.write(node.node);
        if (node.max === Infinity) this.#writeLoop(node.node, node.greedy);
        else this.#writeOptional(node.node, node.max - node.min, node.greedy);
        break;
      case 'capture':
        this.add({ kind: 'save', slot: node.index * 2 });
        this.write(node.node);
        this.add({ kind: 'save', slot: node.index * 2 + 1 });
        break;
      default:
        this.add({ ...node });
    }
  }

  #writeAlternatives(nodes: readonly RegexNode[]): void {
    const jumps: { kind: 'jump'; to: number }[] = [];
    nodes.slice(0, -1).forEach(node => {
      const split = this.#split();
      this.write(node);
      const jump = { kind: 'jump' as const, to: 0 };
      this.add(jump);
      jumps.push(jump);
      split.second = this.program.length;
    });
    this.write(nodes[nodes.length - 1]);
    for (const jump of jumps) jump.to = this.program.length;
  }

  #writeLoop(body: RegexNode, greedy: boolean): void {
    const start = this.program.length;
    const split = this.#split();
    this.write(body);
    this.add({ kind: 'jump', to: start });
    this.#leave(split, greedy);
  }

  #writeOptional(body: RegexNode, times: number, greedy: boolean): void {
    const splits = [];
    for (let count = 0; count < times; count += 1) {
      splits.push(this.#split());
      this.write(body);
    }
    for (const split of splits) this.#leave(split, greedy);
  }

  /** A branch that prefers to go on, for now in both cases. */
  #split(): Split {
    const next = this.program.length + 1;
    const split: Split = { kind: 'split', first: next, second: next };
    this.add(split);
    return split;
  }

  /** Lets the less preferred way (when greedy) lead here. */
  #leave(split: Split, greedy: boolean): void {
    if (greedy) split.second = this.program.length;
    else split.first = this.program.length;
  }
}

/** Translates a tree into a program for `runRegexProgram` that matches whole texts only. */
export function toRegexProgram(
  node: RegexNode,
  pattern: string,
): readonly Instruction[] {
  const writer = new ProgramWriter(pattern);
  writer.write(node);
  writer.add({ kind: 'assertion', assertion: 'text-end' });
  writer.add({ kind: 'match' });
  return writer.program;
}
