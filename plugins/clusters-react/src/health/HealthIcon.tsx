import {
  RiAlertFill,
  RiCheckboxBlankCircleFill,
  RiCloseFill,
  RiContrastFill,
  RiForbid2Line,
  RiHourglassLine,
  RiPauseFill,
  RiQuestionMark,
} from '@remixicon/react';
import type { RemixiconComponentType } from '@remixicon/react';
import { healthMark } from './healthMark';
import type { ViewMark } from './healthMark';
import styles from './HealthBadge.module.css';

const ICONS: Readonly<Record<ViewMark, RemixiconComponentType>> = {
  Healthy: RiCheckboxBlankCircleFill,
  Progressing: RiContrastFill,
  Degraded: RiAlertFill,
  Failed: RiCloseFill,
  Suspended: RiPauseFill,
  Unknown: RiQuestionMark,
  Stale: RiHourglassLine,
  Forbidden: RiForbid2Line,
};

/** The mark alone, for beside a word; hidden from assistive technology, which reads the word. */
export function HealthIcon({ mark }: { mark: ViewMark }) {
  const Icon = ICONS[mark];
  return (
    <span
      className={styles.icon}
      data-tone={healthMark[mark].tone}
      data-mark={mark}
      aria-hidden="true"
    >
      <Icon size={mark === 'Healthy' ? 10 : 14} />
    </span>
  );
}
