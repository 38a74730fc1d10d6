import type { ObjectDetail } from '@orrery/backstage-plugin-clusters-common';
import { SummaryFacts } from './SummaryFacts';
import { Verdict } from './Verdict';

export function SummaryTab({ detail }: { detail: ObjectDetail }) {
  return (
    <>
      <Verdict health={detail.row.health} />
      <SummaryFacts detail={detail} />
    </>
  );
}
