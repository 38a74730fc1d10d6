import type { UseObject } from './useObject';
import { FreshnessBanner } from '../view-state/FreshnessBanner';
import styles from './ObjectDrawer.module.css';

/** Why what is shown may not be how it is now; nothing while it is. */
export function ObjectNotice({
  object: { detail, isGone, freshness },
  bannerClassName,
}: {
  object: UseObject;
  /** What the banner of the cluster stands in. */
  bannerClassName?: string;
}) {
  if (isGone) {
    return (
      <div className={styles.notice} role="status">
        This object was deleted. What you see is its last known state.
      </div>
    );
  }
  if (!detail.value) return null;
  return (
    <>
      <div className={bannerClassName}>
        <FreshnessBanner freshness={freshness} />
      </div>
      {detail.error && (
        <div className={styles.notice} role="status">
          Could not be brought up to date: {detail.error.message}
        </div>
      )}
    </>
  );
}
