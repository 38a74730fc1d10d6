import type { KubernetesObject } from '@orrery/kubernetes-model';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toYaml } from './toYaml';
import { YamlTab } from './YamlTab';

const object: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'settings',
    namespace: 'shop',
    managedFields: [{ manager: 'kubectl', operation: 'Apply' }],
  },
  data: { 'app.yaml': 'a: 1\nb: 2\n' },
};

describe('toYaml()', () => {
  it('prints apiVersion and kind first, blocks as blocks, and no managed fields', () => {
    expect(toYaml(object)).toBe(
      [
        'apiVersion: v1',
        'kind: ConfigMap',
        'metadata:',
        '  name: settings',
        '  namespace: shop',
        'data:',
        '  app.yaml: |',
        '    a: 1',
        '    b: 2',
        '',
      ].join('\n'),
    );
  });

  it('repeats equal parts instead of naming them by anchors', () => {
    const shared = { app: 'web' };
    const text = toYaml({
      ...object,
      metadata: { name: 'a', labels: shared, annotations: shared },
    });
    expect(text).not.toMatch(/[&*]a1/);
  });
});

describe('YamlTab', () => {
  it('shows the object without managed fields, read-only, under its name', () => {
    render(<YamlTab object={object} />);
    const editor = screen.getByRole('textbox', {
      name: 'YAML of ConfigMap settings',
    });
    expect(editor).toHaveTextContent('name: settings');
    expect(editor).not.toHaveTextContent('managedFields');
    expect(editor).toHaveAttribute('aria-readonly', 'true');
  });

  it('copies what it shows', async () => {
    const user = userEvent.setup();
    const written = jest.spyOn(navigator.clipboard, 'writeText');
    render(<YamlTab object={object} />);
    await user.click(screen.getByRole('button', { name: 'Copy YAML' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(written).toHaveBeenCalledWith(toYaml(object));
  });

  it('follows the object while it is open', () => {
    const { rerender } = render(<YamlTab object={object} />);
    rerender(<YamlTab object={{ ...object, data: { mode: 'new' } }} />);
    expect(screen.getByRole('textbox')).toHaveTextContent('mode: new');
  });
});
