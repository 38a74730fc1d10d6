import { yaml } from '@codemirror/lang-yaml';
import { foldGutter, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';

export interface YamlEditor {
  update(text: string): void;
  dispose(): void;
}

/** A read-only CodeMirror in `parent`; colours come from the stylesheet through `tok-…` classes. */
export function createYamlEditor(
  parent: HTMLElement,
  text: string,
  label: string,
): YamlEditor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        yaml(),
        syntaxHighlighting(classHighlighter),
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
      ],
    }),
  });
  return {
    update(next) {
      const current = view.state.doc.toString();
      if (next === current) return;
      // Only the differing middle is replaced, so that scroll, folds and selection stay.
      const { from, to, insert } = differenceOf(current, next);
      view.dispatch({ changes: { from, to, insert } });
    },
    dispose: () => view.destroy(),
  };
}

function differenceOf(before: string, after: string) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1;
  }
  return {
    from: start,
    to: before.length - end,
    insert: after.slice(start, after.length - end),
  };
}
