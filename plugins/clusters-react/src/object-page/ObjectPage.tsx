import type { ObjectReference } from '../client/ClustersApi';
import { useObject } from '../object-drawer/useObject';
import { ObjectPageView } from './ObjectPageView';

export interface ObjectPageProps {
  reference: ObjectReference;
  /** `overview`, `events`, `yaml`; any other word, as those of the drawer, opens the overview. */
  tab?: string;
  onTab: (tab: string) => void;
  /** An owner was chosen. */
  onSelect: (reference: ObjectReference) => void;
}

/** Everything about one object on a page of its own, kept up to date; any kind. */
export function ObjectPage({
  reference,
  tab,
  onTab,
  onSelect,
}: ObjectPageProps) {
  const object = useObject(reference);
  return (
    <ObjectPageView
      reference={reference}
      object={object}
      tab={tab}
      onTab={onTab}
      onSelect={onSelect}
    />
  );
}
