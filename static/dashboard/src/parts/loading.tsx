import Skeleton from '@atlaskit/skeleton';
import { useWords } from '../words';

/** Stands where the figures will stand, as large as they will be: nothing jumps when they come. */
export function Loading() {
  const { text } = useWords();
  return (
    <div className="loading" role="status" aria-label={text.loading}>
      <div className="card card-pool" aria-hidden="true">
        <Skeleton width="30%" height={20} borderRadius="var(--ds-radius-small)" isShimmering />
        <Skeleton width="70%" height={28} borderRadius="var(--ds-radius-small)" isShimmering />
        <Skeleton width="55%" height={20} borderRadius="var(--ds-radius-small)" isShimmering />
        <Skeleton width="100%" height={28} borderRadius="var(--ds-radius-small)" isShimmering />
        <Skeleton width="60%" height={44} borderRadius="var(--ds-radius-small)" isShimmering />
      </div>
      <LoadingChart />
    </div>
  );
}

/** Stands where a chart will stand. */
export function LoadingChart() {
  return (
    <div className="card" aria-hidden="true">
      <Skeleton width="25%" height={20} borderRadius="var(--ds-radius-small)" isShimmering />
      <Skeleton width="100%" height={280} borderRadius="var(--ds-radius-small)" isShimmering />
    </div>
  );
}
