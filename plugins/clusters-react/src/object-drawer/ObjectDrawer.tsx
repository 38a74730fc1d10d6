import { useMemo } from 'react';
import type { ObjectReference } from '../client/ClustersApi';
import type { ObjectPageHref } from '../object-page/toObjectPageHref';
import { ConditionsTab } from './ConditionsTab';
import { ContainersTab } from './ContainersTab';
import { EventsTab } from './EventsTab';
import { ObjectDrawerView } from './ObjectDrawerView';
import type { ObjectTab } from './ObjectDrawerView';
import { OwnersTab } from './OwnersTab';
import { SummaryTab } from './SummaryTab';
import { useObject } from './useObject';
import { YamlTab } from './YamlTab';

export interface ObjectDrawerProps {
  reference: ObjectReference;
  /** Id of the open tab; an unknown one opens the summary. */
  tab?: string;
  onTab: (tab: string) => void;
  /** An owner was chosen. */
  onSelect: (reference: ObjectReference) => void;
  onClose: () => void;
  /** Where the object has a page of its own. */
  pageHrefOf?: ObjectPageHref;
  /** Shown before the standard tabs. */
  extraTabs?: readonly ObjectTab[];
}

const NO_TABS: readonly ObjectTab[] = [];

/** Everything about one object, kept up to date; any kind. */
export function ObjectDrawer({
  reference,
  tab = 'summary',
  onTab,
  onSelect,
  onClose,
  pageHrefOf,
  extraTabs = NO_TABS,
}: ObjectDrawerProps) {
  const object = useObject(reference);
  const { version } = object;
  const tabs = useMemo<readonly ObjectTab[]>(
    () => [
      ...extraTabs,
      {
        id: 'summary',
        title: 'Summary',
        render: value => <SummaryTab detail={value} />,
      },
      {
        id: 'containers',
        title: 'Containers',
        render: value => <ContainersTab object={value.object} />,
      },
      {
        id: 'conditions',
        title: 'Conditions',
        render: value => <ConditionsTab object={value.object} />,
      },
      {
        id: 'owners',
        title: 'Owners',
        render: () => (
          <OwnersTab
            reference={reference}
            version={version}
            onSelect={onSelect}
          />
        ),
      },
      {
        id: 'events',
        title: 'Events',
        render: () => <EventsTab reference={reference} version={version} />,
      },
      {
        id: 'yaml',
        title: 'YAML',
        render: value => <YamlTab object={value.object} />,
      },
    ],
    [extraTabs, reference, version, onSelect],
  );
  return (
    <ObjectDrawerView
      reference={reference}
      object={object}
      tabs={tabs}
      tab={tabs.some(({ id }) => id === tab) ? tab : 'summary'}
      pageHref={pageHrefOf?.(reference, tab)}
      onTab={onTab}
      onClose={onClose}
    />
  );
}
