import { formatValue, sortedEntries } from '../format/formatValue';
import { quoteText } from '../format/quoteText';
import type { GoFunctions } from '../functions/GoFunction';
import type { TemplateDefinition } from '../syntax/Template';
import type { TemplateSet } from '../syntax/joinTemplates';
import type {
  BranchNode,
  TemplateCallNode,
  TemplateNode,
} from '../syntax/TemplateNode';
import type { GoValue } from '../values/GoValue';
import { GoStruct } from '../values/GoStruct';
import { isTrue } from '../values/isTrue';
import { Blame } from './Blame';
import type { Budget } from './Budget';
import { ExpressionEvaluator } from './ExpressionEvaluator';
import type { MissingKey } from './resolveField';
import { noValue, valueOf, type Slot } from './Slot';

/** Finds templates by name. */
export type TemplateLookup = Pick<TemplateSet, 'get'>;

/** What every template of one rendering shares. */
export interface EvaluationScope {
  readonly functions: GoFunctions;
  readonly templates: TemplateLookup;
  readonly missingKey: MissingKey;
  readonly budget: Budget;
  renderText(text: string, data: GoValue, name: string): string;
}

type Jump = 'break' | 'continue' | undefined;

/** Executes one template body; every call of another template is an evaluator of its own. */
export class Evaluator {
  readonly #scope: EvaluationScope;
  readonly #blame: Blame;
  readonly #expressions: ExpressionEvaluator;
  readonly #output: string[] = [];

  constructor(
    scope: EvaluationScope,
    definition: TemplateDefinition,
    data: Slot,
  ) {
    this.#scope = scope;
    this.#blame = new Blame(definition);
    this.#expressions = new ExpressionEvaluator(scope, this.#blame, {
      render: (name, value) => this.#render(name, value),
      renderText: scope.renderText,
      spend: steps => scope.budget.spend(steps),
    });
    this.#expressions.declare('$', data);
  }

  run(body: readonly TemplateNode[], dot: Slot): string {
    this.#blame.guard(() => this.#walkAll(body, dot));
    return this.#output.join('');
  }

  #walkAll(nodes: readonly TemplateNode[], dot: Slot): Jump {
    for (const node of nodes) {
      const jump = this.#walk(node, dot);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  #walk(node: TemplateNode, dot: Slot): Jump {
    this.#blame.at(node);
    this.#scope.budget.spend(1);
    switch (node.kind) {
      case 'text':
        this.#write(node.text);
        return undefined;
      case 'action': {
        const value = this.#expressions.pipeline(dot, node.pipe);
        if (node.pipe.variables.length === 0) {
          this.#write(value === noValue ? '<no value>' : formatValue(value));
        }
        return undefined;
      }
      case 'template':
        this.#call(node, dot);
        return undefined;
      case 'break':
      case 'continue':
        return node.kind;
      case 'range':
        return this.#expressions.inScope(() => this.#range(node, dot));
      default:
        return this.#expressions.inScope(() => this.#branch(node, dot));
    }
  }

  #branch(node: BranchNode, dot: Slot): Jump {
    const value = this.#expressions.pipeline(dot, node.pipe);
    if (isTrue(valueOf(value))) {
      return this.#walkAll(node.body, node.kind === 'with' ? value : dot);
    }
    return this.#walkAll(node.otherwise ?? [], dot);
  }

  #range(node: BranchNode, dot: Slot): Jump {
    const value = valueOf(this.#expressions.pipeline(dot, node.pipe));
    let isEmpty = true;
    for (const [index, element] of this.#elements(value)) {
      isEmpty = false;
      this.#scope.budget.spend(1);
      const jump = this.#expressions.inScope(() => {
        this.#bind(node, index, element);
        return this.#walkAll(node.body, element);
      });
      if (jump === 'break') break;
    }
    return isEmpty ? this.#walkAll(node.otherwise ?? [], dot) : undefined;
  }

  *#elements(value: GoValue): Iterable<readonly [GoValue, GoValue]> {
    if (value === undefined) return;
    if (typeof value === 'bigint') {
      for (let index = 0n; index < value; index += 1n) yield [index, index];
      return;
    }
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        yield [BigInt(index), value[index]];
      }
      return;
    }
    const entries = value instanceof GoStruct ? value.entries : value;
    if (!(entries instanceof Map)) {
      this.#blame.fail(`range can't iterate over ${formatValue(value)}`);
    }
    this.#scope.budget.spend(entries.size);
    yield* sortedEntries(entries);
  }

  /** With two variables the index comes first; with one, it is the element. */
  #bind({ pipe }: BranchNode, index: GoValue, element: GoValue): void {
    const values = pipe.variables.length > 1 ? [index, element] : [element];
    pipe.variables.forEach((name, position) => {
      if (pipe.isAssignment) this.#expressions.assign(name, values[position]);
      else this.#expressions.declare(name, values[position]);
    });
  }

  #call(node: TemplateCallNode, dot: Slot): void {
    const definition = this.#find(node.template);
    const data =
      node.pipe === undefined
        ? noValue
        : this.#expressions.pipeline(dot, node.pipe);
    this.#output.push(this.#execute(definition, data));
  }

  #render(name: string, data: GoValue): string {
    return this.#execute(this.#find(name), data);
  }

  #find(name: string): TemplateDefinition {
    return (
      this.#scope.templates.get(name) ??
      this.#blame.fail(`template ${quoteText(name)} not defined`)
    );
  }

  #execute(definition: TemplateDefinition, data: Slot): string {
    return this.#scope.budget.descend(() =>
      new Evaluator(this.#scope, definition, data).run(definition.body, data),
    );
  }

  #write(text: string): void {
    this.#scope.budget.write(text);
    this.#output.push(text);
  }
}
