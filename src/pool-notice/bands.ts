import { bandShare, type NoticePool } from './notice';

/**
 * The same in steps of a tenth of the quota: low ends are rounded down, high ends up, and nothing finer is left. The course tells when a
 * step was passed, to five minutes.
 */
export function inBands(figure: NoticePool): NoticePool {
  const step = figure.quotaPoints * bandShare;
  const down = (points: number): number => Math.floor(Math.floor(points / step) * step);
  const { highPoints } = figure;
  return {
    ...figure,
    lowPoints: down(figure.lowPoints),
    likelyPoints: null,
    highPoints: highPoints === null ? null : Math.ceil(Math.ceil(highPoints / step) * step),
    course: figure.course.map((points) => (points === null ? null : down(points))),
  };
}
