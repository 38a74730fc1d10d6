import {
  HealthIcon,
  HealthText,
  RelativeTime,
} from '@orrery/backstage-plugin-clusters-react';
import type { VirtualTableColumn } from '@orrery/backstage-plugin-clusters-react';
import type { ReactNode } from 'react';
import type { AppRow } from '../tree/AppRow';
import type { AppNode } from '../tree/AppTree';
import { imageTextOf } from './imageTextOf';
import { readyTextOf } from './readyTextOf';
import styles from './appColumns.module.css';

/** Health and name first, then what decides. */
export const appColumns: readonly VirtualTableColumn<AppRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(210px, 2.6fr)',
    isFixed: true,
    render: nameOf,
  },
  column('kind', 'Kind', '100px', 760, ({ row }) => row.kind),
  column(
    'namespace',
    'Namespace',
    '110px',
    960,
    ({ row }) => row.namespace ?? '',
  ),
  {
    id: 'status',
    header: 'Status',
    width: 'minmax(130px, 2fr)',
    isFixed: true,
    render: row =>
      ofNode(row, node => (
        <HealthText mark={node.health.status} message={statusTextOf(node)} />
      )),
    textOf: row => textOfNode(row, statusTextOf),
  },
  column('ready', 'Ready', '72px', 0, ({ row }) => readyTextOf(row), 'end'),
  {
    id: 'restarts',
    header: 'Restarts',
    width: 'minmax(64px, 1.5fr)',
    minTableWidthPx: 560,
    render: row => ofNode(row, restartsOf),
    textOf: row =>
      row.kind === 'node' ? row.node.restarts.count?.toString() : undefined,
  },
  column('image', 'Image', 'minmax(130px, 1.6fr)', 1080, imageTextOf),
  column('node', 'Node', '120px', 1280, ({ row }) =>
    row.kind === 'Pod' ? row.node ?? '' : '',
  ),
  column(
    'revision',
    'Rev.',
    '52px',
    1180,
    ({ row }) =>
      'revision' in row && row.revision !== undefined
        ? String(row.revision)
        : '',
    'end',
  ),
  {
    id: 'age',
    header: 'Age',
    width: '76px',
    align: 'end',
    render: row =>
      ofNode(row, ({ row: object }) => (
        <RelativeTime atMs={object.createdAtMs} />
      )),
  },
];

/** The reason, in the words of the state; a pod says its phase as kubectl does. */
export function statusTextOf({ row, health }: AppNode): string {
  if (row.deletingSinceMs !== undefined) return 'Terminating';
  return health.message;
}

function column(
  id: string,
  header: string,
  width: string,
  minTableWidthPx: number,
  text: (node: AppNode) => string,
  align?: 'end',
): VirtualTableColumn<AppRow> {
  const isName = id === 'image' || id === 'node' || id === 'namespace';
  return {
    id,
    header,
    width,
    minTableWidthPx,
    ...(align && { align }),
    render: row =>
      ofNode(row, node => {
        const value = text(node);
        return (
          <span className={isName ? styles.mono : styles.cut} title={value}>
            {value}
          </span>
        );
      }),
    textOf: row => textOfNode(row, text),
  };
}

function nameOf(row: AppRow): ReactNode {
  switch (row.kind) {
    case 'older':
      return (
        <span className={styles.quiet}>
          {row.count} older {row.count === 1 ? 'revision' : 'revisions'}
        </span>
      );
    case 'note':
      return (
        <span className={styles.note} title={row.text}>
          {row.text}
        </span>
      );
    default:
      return ofNode(row, ({ row: object, health }) => (
        <>
          <HealthIcon mark={health.status} />
          <span className={styles.name} title={object.name}>
            {object.name}
          </span>
        </>
      ));
  }
}

function restartsOf({ restarts, unknownBelow }: AppNode): ReactNode {
  if (restarts.count === undefined) {
    return (
      <span
        className={styles.quiet}
        title={unknownBelow}
        aria-label={`not known: ${unknownBelow}`}
      >
        —
      </span>
    );
  }
  if (restarts.count === 0) return <span className={styles.quiet}>0</span>;
  return (
    <span className={styles.cut}>
      {restarts.count}
      {restarts.lastReason && (
        <span className={styles.quiet}>
          {' '}
          {restarts.lastReason}
          {restarts.lastAtMs !== undefined && (
            <>
              {' '}
              <RelativeTime atMs={restarts.lastAtMs} ago />
            </>
          )}
        </span>
      )}
    </span>
  );
}

function ofNode(row: AppRow, render: (node: AppNode) => ReactNode): ReactNode {
  return row.kind === 'node' ? render(row.node) : null;
}

function textOfNode(row: AppRow, text: (node: AppNode) => string): string {
  return row.kind === 'node' ? text(row.node) : '';
}
