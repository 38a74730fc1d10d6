import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import type { ObjectReference } from '../client/ClustersApi';
import { CopyableName } from '../text/CopyableName';
import styles from './ObjectDrawer.module.css';

export interface ObjectTitleProps {
  reference: ObjectReference;
  detail: ObjectDetail | undefined;
}

/** What it is, where it is, and its name. */
export function ObjectTitle({ reference, detail }: ObjectTitleProps) {
  return (
    <>
      <div className={styles.quiet}>
        {[reference.kind, reference.cluster, reference.namespace]
          .filter(Boolean)
          .join(' · ')}
        {detail && !detail.writable && ' · read-only'}
      </div>
      <CopyableName name={reference.name} />
    </>
  );
}
