import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { ConnectionIndicator } from '../connection/ConnectionIndicator';
import { ConditionsTab } from '../object-drawer/ConditionsTab';
import { ContainersTab } from '../object-drawer/ContainersTab';
import { EventsTab } from '../object-drawer/EventsTab';
import { ObjectError } from '../object-drawer/ObjectError';
import { objectNameOf } from '../object-drawer/objectNameOf';
import { ObjectNotice } from '../object-drawer/ObjectNotice';
import { ObjectTitle } from '../object-drawer/ObjectTitle';
import { OwnersTab } from '../object-drawer/OwnersTab';
import { SummaryFacts } from '../object-drawer/SummaryFacts';
import type { UseObject } from '../object-drawer/useObject';
import { Verdict } from '../object-drawer/Verdict';
import { YamlTab } from '../object-drawer/YamlTab';
import { LoadingView } from '../view-state/LoadingView';
import type { ObjectPageProps } from './ObjectPage';
import styles from './ObjectPage.module.css';

export interface ObjectPageViewProps extends ObjectPageProps {
  object: UseObject;
}

const TABS: readonly string[] = ['overview', 'events', 'yaml'];

/** State, reason and since when on top; below it, side by side where there is room, what a drawer has in tabs. */
export function ObjectPageView(props: ObjectPageViewProps) {
  const { reference, object, tab = 'overview', onTab } = props;
  const { value, error, reload } = object.detail;
  return (
    <article className={styles.page} aria-label={objectNameOf(reference)}>
      <header className={styles.header}>
        <div className={styles.title}>
          <ObjectTitle reference={reference} detail={value} />
        </div>
        <ConnectionIndicator />
      </header>
      {value && <Verdict health={value.row.health} />}
      <ObjectNotice object={object} />
      {!value && error && (
        <ObjectError reference={reference} error={error} onRetry={reload} />
      )}
      {!value && !error && <LoadingView what={objectNameOf(reference)} />}
      {value && (
        <Tabs
          className={styles.tabs}
          selectedKey={TABS.includes(tab) ? tab : 'overview'}
          onSelectionChange={key => onTab(String(key))}
        >
          <TabList aria-label={`Parts of ${objectNameOf(reference)}`}>
            <Tab id="overview">Overview</Tab>
            <Tab id="events">Events</Tab>
            <Tab id="yaml">YAML</Tab>
          </TabList>
          <TabPanel id="overview" className={styles.panel}>
            <Overview {...props} detail={value} />
          </TabPanel>
          <TabPanel id="events" className={styles.panel}>
            <EventsTab reference={reference} version={object.version} />
          </TabPanel>
          <TabPanel id="yaml" className={styles.panel}>
            <YamlTab object={value.object} />
          </TabPanel>
        </Tabs>
      )}
    </article>
  );
}

function Overview({
  reference,
  object,
  detail,
  onSelect,
}: ObjectPageViewProps & { detail: ObjectDetail }) {
  return (
    <div className={styles.overview}>
      <div className={styles.column}>
        <Part title="Summary">
          <SummaryFacts detail={detail} />
        </Part>
        <Part title="Owners">
          <OwnersTab
            reference={reference}
            version={object.version}
            onSelect={onSelect}
          />
        </Part>
      </div>
      <div className={styles.column}>
        <Part title="Containers">
          <ContainersTab object={detail.object} />
        </Part>
        <Part title="Conditions">
          <ConditionsTab object={detail.object} />
        </Part>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <section className={styles.part} aria-labelledby={titleId}>
      <h2 id={titleId} className={styles.partTitle}>
        {title}
      </h2>
      {children}
    </section>
  );
}
