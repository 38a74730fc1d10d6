import type {
  CommandNode,
  OperandNode,
  PipeNode,
  TemplateNode,
} from './TemplateNode';
import { quoteText } from '../format/quoteText';

/** Any node, as errors name it. */
export type AnyNode = TemplateNode | PipeNode | CommandNode | OperandNode;

/** Writes a node as Go's parse tree prints it, which is how its errors quote it. */
export function printNode(node: AnyNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${printNode(node.pipe)}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'if':
    case 'with':
    case 'range': {
      const otherwise =
        node.otherwise === undefined
          ? ''
          : `{{else}}${printAll(node.otherwise)}`;
      return `{{${node.kind} ${printNode(node.pipe)}}}${printAll(
        node.body,
      )}${otherwise}{{end}}`;
    }
    case 'template': {
      const argument =
        node.pipe === undefined ? '' : ` ${printNode(node.pipe)}`;
      return `{{template ${quoteText(node.template)}${argument}}}`;
    }
    case 'pipe': {
      const commands = node.commands.map(printNode).join(' | ');
      if (node.variables.length === 0) return commands;
      const sign = node.isAssignment ? '=' : ':=';
      return `${node.variables.join(', ')} ${sign} ${commands}`;
    }
    case 'command':
      return node.operands
        .map(operand =>
          operand.kind === 'pipe'
            ? `(${printNode(operand)})`
            : printNode(operand),
        )
        .join(' ');
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'boolean':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
    case 'identifier':
      return node.name;
    case 'field':
      return node.path.map(name => `.${name}`).join('');
    case 'variable':
      return node.path.join('.');
    default: {
      const operand = printNode(node.operand);
      const base = node.operand.kind === 'pipe' ? `(${operand})` : operand;
      return base + node.path.map(name => `.${name}`).join('');
    }
  }
}

function printAll(nodes: readonly TemplateNode[]): string {
  return nodes.map(printNode).join('');
}
