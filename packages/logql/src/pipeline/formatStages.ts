import { createLineTemplate } from '../template/createLineTemplate';
import type { LabelAssignment } from '../syntax/Expr';
import type { CompiledStage } from './Stage';

/** `| line_format "{{.method}} {{.path}}"`: a template that fails leaves the line as it is, with an error. */
export function compileLineFormat(template: string): CompiledStage {
  const render = createLineTemplate(template, 'line');
  return state => {
    const rendered = render(state);
    if (rendered.kind === 'text') state.line = rendered.text;
    else state.fail('TemplateFormatErr', rendered.reason);
    return true;
  };
}

/** `| label_format to=from, b="{{.c}}"`: renames and rewrites labels, one after the other. */
export function compileLabelFormat(
  assignments: readonly LabelAssignment[],
): CompiledStage {
  const steps = assignments.map((assignment): CompiledStage => {
    const { label } = assignment;
    if (assignment.kind === 'rename') {
      const { from } = assignment;
      return state => {
        const value = state.get(from);
        if (value === '') return true;
        state.set(label, value);
        state.drop(from);
        return true;
      };
    }
    const render = createLineTemplate(assignment.template, 'label');
    return state => {
      const rendered = render(state);
      if (rendered.kind === 'text') state.set(label, rendered.text);
      else state.fail('TemplateFormatErr', rendered.reason);
      return true;
    };
  });
  return state => steps.every(step => step(state));
}
