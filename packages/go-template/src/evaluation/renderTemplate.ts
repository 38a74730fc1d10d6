import { builtinFunctions } from '../functions/builtinFunctions';
import type { GoFunctions } from '../functions/GoFunction';
import { joinTemplates, type TemplateSet } from '../syntax/joinTemplates';
import { parseTemplate } from '../syntax/parseTemplate';
import type { Template } from '../syntax/Template';
import type { GoValue } from '../values/GoValue';
import { toGoValue } from '../values/toGoValue';
import { Budget, type TemplateLimits } from './Budget';
import { Evaluator, type EvaluationScope } from './Evaluator';
import type { MissingKey } from './ExpressionEvaluator';

/** How a template is rendered. */
export interface RenderOptions {
  /** In addition to Go's own. */
  readonly functions?: GoFunctions;
  /** What `template` and `include` find by name, before what the text itself defines. */
  readonly templates?: TemplateSet;
  /** `default` prints `<no value>` for an absent key; Helm uses `zero`. */
  readonly missingKey?: MissingKey;
  readonly limits?: Partial<TemplateLimits>;
}

/**
 * Renders a template over JSON-like data or Go values (a Map is used as it is, so functions may change it).
 * Throws a TemplateError: `execute` when the template fails on the data, `limit` when it asks for too much.
 */
export function renderTemplate(
  template: Template,
  data: unknown,
  options: RenderOptions = {},
): string {
  const functions: GoFunctions = { ...builtinFunctions, ...options.functions };
  const budget = new Budget(options.limits);
  const templates = new Map([
    ...joinTemplates([template]),
    ...(options.templates ?? []),
  ]);
  const scope: EvaluationScope = {
    functions,
    templates,
    missingKey: options.missingKey ?? 'default',
    budget,
    renderText: (text, value, name) =>
      budget.descend(() => {
        budget.spend(text.length);
        const inner = parseTemplate(text, {
          name,
          functions: Object.keys(options.functions ?? {}),
        });
        const set = new Map([...templates, ...joinTemplates([inner])]);
        return new Evaluator({ ...scope, templates: set }, inner, value).run(
          inner.body,
          value,
        );
      }),
  };
  const dot: GoValue = data instanceof Map ? data : toGoValue(data);
  return new Evaluator(scope, template, dot).run(template.body, dot);
}
