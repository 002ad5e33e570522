import type { Advice } from '../../../../src/admin/contract/contract';
import { poolName } from '../sentences/pool';
import { useWords, type Words } from '../words';
import { EndpointName } from './endpoint-name';

interface AdviceListProps {
  advice: readonly Advice[];
  /** Where all advice is about one endpoint, which stands above the list, its name would only be repeated. */
  withEndpoints: boolean;
}

/** What to change: its saving and n, the rule that made it and how to check it. */
export function AdviceList({ advice, withEndpoints }: AdviceListProps) {
  const words = useWords();
  const { text, format } = words;
  const { advice: says } = text.routing;
  return (
    <ol className="bullets advices">
      {advice.map((one, place) => (
        <li key={place}>
          <strong>{says.kinds[one.kind].name}</strong> (
          {one.savesPointsADay === null
            ? says.noSaving
            : says.saves({ points: format.about(one.savesPointsADay) })}
          {one.aloneSavesPointsADay !== one.savesPointsADay &&
            one.aloneSavesPointsADay !== null &&
            `, ${says.alone({ points: format.about(one.aloneSavesPointsADay) })}`}
          {one.calls > 0 && `, ${says.n({ n: one.calls, calls: format.count(one.calls) })}`})
          {withEndpoints && one.endpoint !== null && (
            <div>
              <EndpointName endpoint={one.endpoint} />{' '}
              <span className="subtle">{poolName(one.endpoint, words)}</span>
            </div>
          )}
          <p className="subtle">
            {says.rule} {says.kinds[one.kind].rule} {figuresOf(one, words)}
          </p>
          <p className="subtle">
            {says.checkIt} {says.kinds[one.kind].check}
          </p>
        </li>
      ))}
    </ol>
  );
}

function figuresOf({ bulk, hour, quiet, firstShare }: Advice, { text, format }: Words): string {
  const { advice } = text.routing;
  const between = ({ low, high }: { low: number; high: number }) =>
    low === high
      ? format.count(low)
      : text.gauge.rangeOf({ low: format.count(low), high: format.count(high) });
  if (bulk !== null)
    return advice.bulk({
      single: between(bulk.single),
      objects: format.count(bulk.objects),
      together: between(bulk.together),
      template: bulk.template,
    });
  if (hour !== null)
    return advice.hour({
      at: format.utcDayTime(hour.startMs),
      points: format.count(hour.points),
      scheduled: format.count(hour.scheduledPoints),
    });
  if (firstShare !== null) return advice.first({ share: format.percent(firstShare) });
  if (quiet !== null) {
    const at = (hourUtc: number): string => `${String(hourUtc).padStart(2, '0')}:00`;
    const [from, to] = [at(quiet.fromHourUtc), at(quiet.toHourUtc)];
    const points = format.count(quiet.pointsAnHour);
    const line = advice.quiet({ from, to, points, busiest: format.count(quiet.busiestPointsAnHour) });
    const { weekendPointsAnHour } = quiet;
    return weekendPointsAnHour === null
      ? line
      : `${line} ${advice.weekend({ points: format.count(weekendPointsAnHour) })}`;
  }
  return '';
}
