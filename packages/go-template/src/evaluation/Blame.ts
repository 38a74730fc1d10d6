import { quoteText } from '../format/quoteText';
import { printNode, type AnyNode } from '../syntax/printNode';
import type { TemplateDefinition } from '../syntax/Template';
import { TemplateError } from '../TemplateError';
import { LimitError } from './Budget';
import { locate } from './locate';

/** Knows which node is being executed, and blames failures on it as Go does. */
export class Blame {
  readonly #definition: TemplateDefinition;
  #node: AnyNode | undefined;

  constructor(definition: TemplateDefinition) {
    this.#definition = definition;
  }

  at(node: AnyNode): void {
    this.#node = node;
  }

  fail(reason: string, cause?: unknown): never {
    return this.#raise('execute', reason, cause);
  }

  /** Turns limits that are reached inside into TemplateErrors of this template. */
  guard<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (error) {
      if (error instanceof LimitError) {
        return this.#raise('limit', error.message);
      }
      // The stack, or a text longer than the engine can hold.
      if (error instanceof RangeError) {
        return this.#raise('limit', `too much work: ${error.message}`);
      }
      throw error;
    }
  }

  #raise(code: 'execute' | 'limit', reason: string, cause?: unknown): never {
    const { name, source } = this.#definition;
    const place = locate(source, this.#node?.position ?? 0);
    const context = this.#node === undefined ? '' : printNode(this.#node);
    const message = `template: ${source.name}:${place.line}:${
      place.column
    }: executing ${quoteText(name)} at <${context}>: ${reason}`;
    throw new TemplateError(
      code,
      message,
      reason,
      { name: source.name, ...place },
      { cause },
    );
  }
}
