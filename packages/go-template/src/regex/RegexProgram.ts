import { failRegex, type RegexAssertion, type RegexNode } from './RegexNode';

/** One step; a split prefers `first`. */
export type Instruction =
  | {
      readonly kind: 'character';
      readonly matches: (character: string) => boolean;
    }
  | { readonly kind: 'assertion'; readonly assertion: RegexAssertion }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'match' };

const maxInstructions = 10_000;

/** Writes a tree as a program; repetitions are written out, so its size is bounded. */
export function toRegexProgram(
  node: RegexNode,
  pattern: string,
): readonly Instruction[] {
  const program: Instruction[] = [];
  let visits = 0;
  const split = () => {
    const next = program.length + 1;
    const instruction = { kind: 'split' as const, first: next, second: next };
    program.push(instruction);
    return instruction;
  };
  const leave = (
    branch: { first: number; second: number },
    isGreedy: boolean,
  ) => {
    branch[isGreedy ? 'second' : 'first'] = program.length;
  };
  const write = (part: RegexNode): void => {
    visits += 1;
    if (Math.max(visits, program.length) > maxInstructions) {
      failRegex('expression too large', pattern);
    }
    switch (part.kind) {
      case 'sequence':
        part.nodes.forEach(write);
        break;
      case 'alternatives': {
        const jumps = part.nodes.slice(0, -1).map(option => {
          const branch = split();
          write(option);
          const jump = { kind: 'jump' as const, to: 0 };
          program.push(jump);
          branch.second = program.length;
          return jump;
        });
        write(part.nodes[part.nodes.length - 1]);
        for (const jump of jumps) jump.to = program.length;
        break;
      }
      case 'repeat': {
        for (let count = 0; count < part.min; count += 1) write(part.node);
        if (part.max === Infinity) {
          const start = program.length;
          const branch = split();
          write(part.node);
          program.push({ kind: 'jump', to: start });
          leave(branch, part.isGreedy);
          break;
        }
        const branches = [];
        for (let count = part.min; count < part.max; count += 1) {
          branches.push(split());
          write(part.node);
        }
        for (const branch of branches) leave(branch, part.isGreedy);
        break;
      }
      case 'group':
        program.push({ kind: 'save', slot: part.index * 2 });
        write(part.node);
        program.push({ kind: 'save', slot: part.index * 2 + 1 });
        break;
      default:
        program.push(part);
    }
  };
  write(node);
  program.push({ kind: 'match' });
  return program;
}
