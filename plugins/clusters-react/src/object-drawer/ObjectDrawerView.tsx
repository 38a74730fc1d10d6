import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import type { ReactNode } from 'react';
import type { ObjectReference } from '../client/ClustersApi';
import { Drawer } from '../drawer/Drawer';
import { CopyableName } from '../text/CopyableName';
import { ErrorView } from '../view-state/ErrorView';
import { LoadingView } from '../view-state/LoadingView';
import { MessageView } from '../view-state/MessageView';
import type { RequestResult } from '../request/useRequest';
import styles from './ObjectDrawer.module.css';

export interface ObjectTab {
  readonly id: string;
  readonly title: string;
  readonly render: (detail: ObjectDetail) => ReactNode;
}

export interface ObjectDrawerViewProps {
  reference: ObjectReference;
  detail: RequestResult<ObjectDetail>;
  isGone: boolean;
  tabs: readonly ObjectTab[];
  tab: string;
  onTab: (tab: string) => void;
  onClose: () => void;
}

export function ObjectDrawerView({
  reference,
  detail,
  isGone,
  tabs,
  tab,
  onTab,
  onClose,
}: ObjectDrawerViewProps) {
  const { value, error, reload } = detail;
  return (
    <Drawer
      title={<Title reference={reference} detail={value} />}
      onClose={onClose}
    >
      {isGone && (
        <div className={styles.notice} role="status">
          This object was deleted. What you see is its last known state.
        </div>
      )}
      {!isGone && error && value && (
        <div className={styles.notice} role="status">
          Could not be brought up to date: {error.message}
        </div>
      )}
      {!value && error && (
        <ObjectError reference={reference} error={error} onRetry={reload} />
      )}
      {!value && !error && <LoadingView what={nameOf(reference)} />}
      {value && (
        <Tabs
          className={styles.tabs}
          selectedKey={tab}
          onSelectionChange={key => onTab(String(key))}
        >
          <TabList aria-label={`Parts of ${nameOf(reference)}`}>
            {tabs.map(({ id, title }) => (
              <Tab key={id} id={id}>
                {title}
              </Tab>
            ))}
          </TabList>
          {tabs.map(({ id, render }) => (
            <TabPanel key={id} id={id} className={styles.panel}>
              {render(value)}
            </TabPanel>
          ))}
        </Tabs>
      )}
    </Drawer>
  );
}

function Title({
  reference,
  detail,
}: {
  reference: ObjectReference;
  detail: ObjectDetail | undefined;
}) {
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

function ObjectError({
  reference,
  error,
  onRetry,
}: {
  reference: ObjectReference;
  error: Error;
  onRetry: () => void;
}) {
  if ('code' in error && error.code === 'RESOURCE_NOT_FOUND') {
    return (
      <MessageView title={`${nameOf(reference)} does not exist`} role="status">
        It may have been deleted or replaced since the link was made.
      </MessageView>
    );
  }
  return <ErrorView what={nameOf(reference)} error={error} onRetry={onRetry} />;
}

function nameOf({ kind, name, namespace }: ObjectReference): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}
