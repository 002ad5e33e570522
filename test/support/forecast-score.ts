import type { PlayedHour } from './forecast-play';

/** What a forecast was worth over some played hours. Shares are `null` where nothing was there to count. */
export interface ForecastScore {
  hours: number;
  /** Walls that the site's own calls drove and that had at least ten minutes to be seen coming. */
  ownWalls: number;
  /** Of those, the share warned of at least five minutes before. */
  ownWarnedShare: number | null;
  /** The same by the forecast alone, without the alarm at 80%. */
  ownForeseenShare: number | null;
  /** Walls that others drove, and their lead times in minutes, shortest first; 0: not warned before. */
  othersLeadMinutes: number[];
  /** Walls without ten minutes between the start of their job and the end of the pool. */
  suddenWalls: number;
  /** Hours in which a wall was foreseen and none came, as a share of all hours. */
  falseShare: number;
  /** The same, counting as an alarm also that 80% were passed, though it was true. */
  nearWithoutWallShare: number;
  /** Most changes of the status in one hour. */
  mostChanges: number;
}

const aheadMinutes = 10;
const warnMinutes = 5;
/** From this share on a wall is the site's own doing. */
const ownFrom = 0.7;

export function scoreOf(hours: readonly PlayedHour[]): ForecastScore {
  const walls = hours.filter(({ wall }) => wall !== null);
  const own = walls.filter(({ ownShare }) => ownShare >= ownFrom);
  const ahead = own.filter(({ wall, onset }) => (wall ?? 0) - Math.max(0, onset) >= aheadMinutes);
  const share = (alarm: (hour: PlayedHour) => number | null): number | null =>
    ahead.length === 0
      ? null
      : ahead.filter((hour) => leadOf(hour.wall, alarm(hour)) >= warnMinutes).length / ahead.length;
  const others = walls.filter(({ ownShare }) => ownShare < ownFrom);
  const quiet = hours.filter(({ wall }) => wall === null);
  return {
    hours: hours.length,
    ownWalls: ahead.length,
    ownWarnedShare: share(({ warned }) => warned),
    ownForeseenShare: share(({ foreseen }) => foreseen),
    othersLeadMinutes: others.map(({ wall, warned }) => leadOf(wall, warned)).sort((a, b) => a - b),
    suddenWalls: own.length - ahead.length,
    falseShare: quiet.filter(({ foreseen }) => foreseen !== null).length / hours.length,
    nearWithoutWallShare: quiet.filter(({ warned }) => warned !== null).length / hours.length,
    mostChanges: Math.max(0, ...hours.map(({ changes }) => changes)),
  };
}

function leadOf(wall: number | null, warned: number | null): number {
  return wall === null || warned === null ? 0 : wall - warned;
}
