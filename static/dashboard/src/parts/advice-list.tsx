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
          {one.savesPointsADay === null ? says.noSaving : says.saves(format.about(one.savesPointsADay))}
          {one.aloneSavesPointsADay !== one.savesPointsADay &&
            one.aloneSavesPointsADay !== null &&
            `, ${says.alone(format.about(one.aloneSavesPointsADay))}`}
          {one.calls > 0 && `, ${says.n(format.count(one.calls))}`})
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
    low === high ? format.count(low) : text.gauge.rangeOf(format.count(low), format.count(high));
  if (bulk !== null)
    return advice.bulk(
      between(bulk.single),
      format.count(bulk.objects),
      between(bulk.together),
      bulk.template,
    );
  if (hour !== null)
    return advice.hour(
      format.utcDayTime(hour.startMs),
      format.count(hour.points),
      format.count(hour.scheduledPoints),
    );
  if (firstShare !== null) return advice.first(format.percent(firstShare));
  if (quiet !== null) {
    const at = (hourUtc: number): string => `${String(hourUtc).padStart(2, '0')}:00`;
    const [from, to] = [at(quiet.fromHourUtc), at(quiet.toHourUtc)];
    const points = format.count(quiet.pointsAnHour);
    const line = advice.quiet(from, to, points, format.count(quiet.busiestPointsAnHour));
    const { weekendPointsAnHour } = quiet;
    return weekendPointsAnHour === null
      ? line
      : `${line} ${advice.weekend(format.count(weekendPointsAnHour))}`;
  }
  return '';
}
