import { quoteText } from '../format/quoteText';
import { PipelineParser } from './PipelineParser';
import {
  isEmptyBody,
  type Template,
  type TemplateDefinition,
  type TemplateSource,
} from './Template';
import type { TemplateNode } from './TemplateNode';
import { tokenizeTemplate } from './tokenizeTemplate';
import { TokenStream } from './TokenStream';

/** How a text is parsed. */
export interface ParseOptions {
  /** What errors call the text; also its name as a template. */
  readonly name?: string;
  /** Names of the functions that it may call, besides Go's own. */
  readonly functions?: ReadonlySet<string> | readonly string[];
}

/** Kept beside the parser so that the syntax knows nothing of evaluation; a test compares it with the functions. */
export const builtinNames: ReadonlySet<string> = new Set(
  'and or not call html js urlquery index slice len print println printf eq ne lt le gt ge'.split(
    ' ',
  ),
);

type Ending = 'end' | 'else';

const maxBlocks = 200;

class TemplateParser {
  readonly definitions = new Map<string, TemplateDefinition>();
  readonly #source: TemplateSource;
  readonly #tokens: TokenStream;
  readonly #pipelines: PipelineParser;
  #ranges = 0;
  #blocks = 0;

  constructor(source: TemplateSource, hasFunction: (name: string) => boolean) {
    this.#source = source;
    this.#tokens = new TokenStream(tokenizeTemplate(source.text), source.name);
    this.#pipelines = new PipelineParser(this.#tokens, hasFunction);
  }

  parse(): TemplateNode[] {
    const body: TemplateNode[] = [];
    while (this.#tokens.peek().kind !== 'end') {
      const { mark } = this.#tokens;
      if (
        this.#tokens.next().kind === 'left' &&
        this.#tokens.acceptKeyword('define')
      ) {
        this.#define();
        continue;
      }
      this.#tokens.reset(mark);
      const item = this.#item();
      if (typeof item === 'string') this.#tokens.fail(`unexpected {{${item}}}`);
      else body.push(item);
    }
    return body;
  }

  #define(): void {
    const name = this.#name('define clause');
    this.#tokens.expect('right', 'define clause');
    this.#add(
      name,
      this.#separately(() => this.#list('define clause')),
    );
  }

  #name(context: string): string {
    return this.#pipelines.unquote(this.#tokens.expect('string', context).text);
  }

  /** Parses a body of its own: with `$` as its only variable, outside of any range. */
  #separately(parse: () => TemplateNode[]): TemplateNode[] {
    const { variables } = this.#pipelines;
    const ranges = this.#ranges;
    this.#pipelines.variables = ['$'];
    this.#ranges = 0;
    const body = parse();
    this.#pipelines.variables = variables;
    this.#ranges = ranges;
    return body;
  }

  #add(name: string, body: readonly TemplateNode[]): void {
    const existing = this.definitions.get(name);
    if (existing !== undefined && !isEmptyBody(existing.body)) {
      if (isEmptyBody(body)) return;
      this.#tokens.fail(`multiple definition of template ${quoteText(name)}`);
    }
    this.definitions.set(name, { name, source: this.#source, body });
  }

  /** Reads to `{{end}}`; an `{{else}}` is out of place. */
  #list(context: string): TemplateNode[] {
    const { nodes, ending } = this.#block();
    if (ending !== 'end')
      this.#tokens.fail(`unexpected {{else}} in ${context}`);
    return nodes;
  }

  #block(): { nodes: TemplateNode[]; ending: Ending } {
    this.#blocks += 1;
    if (this.#blocks > maxBlocks) this.#tokens.fail('blocks nest too deeply');
    const nodes: TemplateNode[] = [];
    while (this.#tokens.peekWord().kind !== 'end') {
      const item = this.#item();
      if (typeof item === 'string') {
        this.#blocks -= 1;
        return { nodes, ending: item };
      }
      nodes.push(item);
    }
    return this.#tokens.fail('unexpected EOF', this.#tokens.peek().line);
  }

  #item(): TemplateNode | Ending {
    const token = this.#tokens.nextWord();
    if (token.kind === 'text') {
      return { kind: 'text', position: token.position, text: token.text };
    }
    if (token.kind !== 'left') return this.#tokens.unexpected(token, 'input');
    const { position } = this.#tokens.peekWord();
    const word = this.#tokens.acceptKeyword(
      'block',
      'break',
      'continue',
      'else',
      'end',
      'if',
      'range',
      'template',
      'with',
    );
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        return this.#branch(word);
      case 'else':
        return this.#else();
      case 'end':
        this.#tokens.expect('right', 'end');
        return 'end';
      case 'break':
      case 'continue':
        this.#tokens.expect('right', `{{${word}}}`);
        if (this.#ranges === 0)
          this.#tokens.fail(`{{${word}}} outside {{range}}`);
        return { kind: word, position };
      case 'template':
        return this.#call();
      case 'block':
        return this.#blockAction();
      default: {
        const pipe = this.#pipelines.parse('command', 'right');
        return { kind: 'action', position, pipe };
      }
    }
  }

  /** Leaves the `if` of `{{else if}}` for its branch. */
  #else(): Ending {
    const next = this.#tokens.peekWord();
    if (next.kind !== 'keyword' || !['if', 'with'].includes(next.text)) {
      this.#tokens.expect('right', 'else');
    }
    return 'else';
  }

  #branch(kind: 'if' | 'with' | 'range'): TemplateNode {
    const outer = this.#pipelines.variables.length;
    const pipe = this.#pipelines.parse(kind, 'right');
    const { position } = pipe;
    if (kind === 'range') this.#ranges += 1;
    const { nodes: body, ending } = this.#block();
    if (kind === 'range') this.#ranges -= 1;
    const otherwise = ending === 'else' ? this.#otherwise(kind) : undefined;
    this.#pipelines.variables.length = outer;
    return otherwise === undefined
      ? { kind, position, pipe, body }
      : { kind, position, pipe, body, otherwise };
  }

  #otherwise(kind: 'if' | 'with' | 'range'): TemplateNode[] {
    if (kind !== 'range' && this.#tokens.acceptKeyword(kind)) {
      return this.#nested(() => [this.#branch(kind)]);
    }
    const { nodes, ending } = this.#block();
    if (ending !== 'end') this.#tokens.fail('expected end; found {{else}}');
    return nodes;
  }

  #nested(parse: () => TemplateNode[]): TemplateNode[] {
    this.#blocks += 1;
    if (this.#blocks > maxBlocks) this.#tokens.fail('blocks nest too deeply');
    const nodes = parse();
    this.#blocks -= 1;
    return nodes;
  }

  /** Go gives a call the position of its name. */
  #call(): TemplateNode {
    const { position } = this.#tokens.peekWord();
    const template = this.#name('template clause');
    if (this.#tokens.peekWord().kind === 'right') {
      this.#tokens.next();
      return { kind: 'template', position, template };
    }
    const pipe = this.#pipelines.parse('template clause', 'right');
    return { kind: 'template', position, template, pipe };
  }

  #blockAction(): TemplateNode {
    const { position } = this.#tokens.peekWord();
    const template = this.#name('block clause');
    const pipe = this.#pipelines.parse('block clause', 'right');
    this.#add(
      template,
      this.#separately(() => this.#list('block clause')),
    );
    return { kind: 'template', position, template, pipe };
  }
}

/**
 * Parses the text of a Go template. Throws a TemplateError with code `parse`, worded as Go words it.
 * Cost: the length of the text; nesting is bounded at 200.
 */
export function parseTemplate(
  text: string,
  options: ParseOptions = {},
): Template {
  const { functions = [] } = options;
  const names = functions instanceof Set ? functions : new Set(functions);
  const source = { name: options.name ?? 'template', text };
  const parser = new TemplateParser(
    source,
    word => names.has(word) || builtinNames.has(word),
  );
  const body = parser.parse();
  return { name: source.name, source, body, definitions: parser.definitions };
}
