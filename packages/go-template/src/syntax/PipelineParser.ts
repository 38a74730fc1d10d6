import { parseNumber } from './parseNumber';
import type { CommandNode, OperandNode, PipeNode } from './TemplateNode';
import type { TokenKind } from './Token';
import type { TokenStream } from './TokenStream';
import { unquoteText } from './unquoteText';

const maxParentheses = 200;

/** Parses what stands in an action after its keyword; knows which variables and functions there are. */
export class PipelineParser {
  /** Names in scope, `$` first; the caller cuts it back at the end of a block. */
  variables: string[] = ['$'];
  readonly #tokens: TokenStream;
  readonly #hasFunction: (name: string) => boolean;
  #parentheses = 0;

  constructor(tokens: TokenStream, hasFunction: (name: string) => boolean) {
    this.#tokens = tokens;
    this.#hasFunction = hasFunction;
  }

  /** Reads a pipeline and the token that ends it. */
  parse(context: string, end: TokenKind): PipeNode {
    const { position } = this.#tokens.peekWord();
    const declaration = this.#declaration(context);
    const commands: CommandNode[] = [];
    while (this.#tokens.peekWord().kind !== end) {
      commands.push(this.#command(context));
    }
    this.#tokens.next();
    this.#check(commands, context);
    return { kind: 'pipe', position, ...declaration, commands };
  }

  #declaration(context: string): Pick<PipeNode, 'variables' | 'isAssignment'> {
    const tokens = this.#tokens;
    const variables: string[] = [];
    let isAssignment = false;
    while (tokens.peekWord().kind === 'variable') {
      const { mark } = tokens;
      const name = tokens.next().text;
      const after = tokens.peekWord();
      const isComma = after.kind === 'character' && after.text === ',';
      if (!isComma && after.kind !== 'declare' && after.kind !== 'assign') {
        tokens.reset(mark);
        break;
      }
      tokens.next();
      variables.push(name);
      this.variables.push(name);
      if (!isComma) {
        isAssignment = after.kind === 'assign';
        break;
      }
      if (context !== 'range' || variables.length > 1) {
        tokens.fail(`too many declarations in ${context}`);
      }
      if (!['variable', 'right', ')'].includes(tokens.peekWord().kind)) {
        tokens.fail('range can only initialize variables');
      }
    }
    return { variables, isAssignment };
  }

  #command(context: string): CommandNode {
    const tokens = this.#tokens;
    const { position } = tokens.peekWord();
    const operands: OperandNode[] = [];
    for (;;) {
      const operand = this.#operand();
      if (operand === undefined && operands.length === 0) {
        tokens.unexpected(tokens.peekWord(), context);
      }
      if (operand !== undefined) operands.push(operand);
      const token = tokens.next();
      if (token.kind === 'space') continue;
      if (token.kind === 'right' || token.kind === ')') tokens.back();
      else if (token.kind !== 'pipe') tokens.unexpected(token, 'operand');
      else if (['right', ')'].includes(tokens.peekWord().kind)) {
        tokens.fail(`missing value for ${context}`);
      }
      return { kind: 'command', position, operands };
    }
  }

  #operand(): OperandNode | undefined {
    const term = this.#term();
    const { kind, position } = this.#tokens.peek();
    if (term === undefined || kind !== 'field') return term;
    const path: string[] = [];
    while (this.#tokens.peek().kind === 'field') {
      path.push(this.#tokens.next().text.slice(1));
    }
    switch (term.kind) {
      // Go gives a path the position of its second name.
      case 'field':
      case 'variable':
        return { kind: term.kind, position, path: [...term.path, ...path] };
      case 'identifier':
      case 'pipe':
        return { kind: 'chain', position, operand: term, path };
      default:
        return this.#tokens.fail(`unexpected . after term "${textOf(term)}"`);
    }
  }

  #term(): OperandNode | undefined {
    const token = this.#tokens.nextWord();
    const { position, text } = token;
    switch (token.kind) {
      case 'identifier':
        if (!this.#hasFunction(text)) {
          this.#tokens.fail(`function "${text}" not defined`);
        }
        return { kind: 'identifier', position, name: text };
      case 'dot':
        return { kind: 'dot', position };
      case 'field':
        return { kind: 'field', position, path: [text.slice(1)] };
      case 'variable':
        if (!this.variables.includes(text)) {
          this.#tokens.fail(`undefined variable "${text}"`);
        }
        return { kind: 'variable', position, path: [text] };
      case 'boolean':
        return { kind: 'boolean', position, value: text === 'true' };
      case 'string':
        return {
          kind: 'string',
          position,
          quoted: text,
          value: this.unquote(text),
        };
      case 'rune': {
        const code = this.unquote(text).codePointAt(0);
        if (code === undefined)
          return this.#tokens.fail(`malformed character constant: ${text}`);
        return {
          kind: 'number',
          position,
          text,
          int: BigInt(code),
          float: code,
          isFloat: false,
        };
      }
      case 'number':
        return (
          parseNumber(text, position) ??
          this.#tokens.fail(`illegal number syntax: "${text}"`)
        );
      case '(':
        return this.#parenthesized();
      case 'keyword':
        if (text === 'nil') return { kind: 'nil', position };
        break;
      default:
    }
    this.#tokens.back();
    return undefined;
  }

  #parenthesized(): PipeNode {
    this.#parentheses += 1;
    if (this.#parentheses > maxParentheses) {
      this.#tokens.fail('max expression depth exceeded');
    }
    const pipe = this.parse('parenthesized pipeline', ')');
    this.#parentheses -= 1;
    return pipe;
  }

  unquote(literal: string): string {
    return unquoteText(literal) ?? this.#tokens.fail('invalid syntax');
  }

  #check(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0)
      this.#tokens.fail(`missing value for ${context}`);
    commands.forEach(({ operands }, index) => {
      if (
        index > 0 &&
        ['boolean', 'dot', 'nil', 'number', 'string'].includes(operands[0].kind)
      ) {
        this.#tokens.fail(
          `non executable command in pipeline stage ${index + 1}`,
        );
      }
    });
  }
}

function textOf(term: OperandNode): string {
  switch (term.kind) {
    case 'dot':
      return '.';
    case 'boolean':
      return String(term.value);
    case 'number':
      return term.text;
    case 'string':
      return term.quoted;
    default:
      return 'nil';
  }
}
