import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import type { KubernetesObject } from '@orrery/kubernetes-model';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createYamlEditor } from './createYamlEditor';
import type { YamlEditor } from './createYamlEditor';
import { toYaml } from './toYaml';
import styles from './ObjectDrawer.module.css';

export function YamlTab({ object }: { object: KubernetesObject }) {
  const text = useMemo(() => toYaml(object), [object]);
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditor>();
  const [copied, setCopied] = useState<'yes' | 'refused'>();
  const label = `YAML of ${object.kind} ${object.metadata.name}`;

  useEffect(() => {
    if (!parent.current) return undefined;
    const created = createYamlEditor(parent.current, '', label);
    editor.current = created;
    return () => created.dispose();
  }, [label]);
  useEffect(() => {
    editor.current?.update(text);
    setCopied(undefined);
  }, [text, label]);

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    );
  };
  return (
    <div className={styles.yaml}>
      <div className={styles.yamlBar}>
        <span className={styles.quiet}>Read-only, without managed fields</span>
        <Button
          size="small"
          variant="secondary"
          iconStart={copied === 'yes' ? <RiCheckLine /> : <RiFileCopyLine />}
          onPress={copy}
        >
          {copyTextOf(copied)}
        </Button>
      </div>
      <div ref={parent} className={styles.editor} />
    </div>
  );
}

function copyTextOf(copied: 'yes' | 'refused' | undefined): string {
  if (copied === 'yes') return 'Copied';
  return copied === 'refused' ? 'The browser refused' : 'Copy YAML';
}
