import { ButtonLink, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import type { ReactNode } from 'react';
import type { ObjectReference } from '../client/ClustersApi';
import { Drawer } from '../drawer/Drawer';
import { LoadingView } from '../view-state/LoadingView';
import { ObjectError } from './ObjectError';
import { objectNameOf } from './objectNameOf';
import { ObjectNotice } from './ObjectNotice';
import { ObjectTitle } from './ObjectTitle';
import type { UseObject } from './useObject';
import styles from './ObjectDrawer.module.css';

export interface ObjectTab {
  readonly id: string;
  readonly title: string;
  readonly render: (detail: ObjectDetail) => ReactNode;
}

export interface ObjectDrawerViewProps {
  reference: ObjectReference;
  object: UseObject;
  tabs: readonly ObjectTab[];
  tab: string;
  /** The object's own page; absent where there is none. */
  pageHref?: string;
  onTab: (tab: string) => void;
  onClose: () => void;
}

export function ObjectDrawerView({
  reference,
  object,
  tabs,
  tab,
  pageHref,
  onTab,
  onClose,
}: ObjectDrawerViewProps) {
  const { value, error, reload } = object.detail;
  return (
    <Drawer
      title={<ObjectTitle reference={reference} detail={value} />}
      actions={
        pageHref && (
          <ButtonLink size="small" variant="tertiary" href={pageHref}>
            Open as page
          </ButtonLink>
        )
      }
      onClose={onClose}
    >
      <ObjectNotice object={object} bannerClassName={styles.freshness} />
      {!value && error && (
        <ObjectError reference={reference} error={error} onRetry={reload} />
      )}
      {!value && !error && <LoadingView what={objectNameOf(reference)} />}
      {value && (
        <Tabs
          className={styles.tabs}
          selectedKey={tab}
          onSelectionChange={key => onTab(String(key))}
        >
          <TabList aria-label={`Parts of ${objectNameOf(reference)}`}>
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
