import type { RouteAdvice } from '../../../../../src/admin/contract';
import { Card } from '../../parts/card';
import { EndpointName } from '../../parts/endpoint-name';
import { useWords, type Words } from '../../words';

export function AdviceCard({ advice }: { advice: readonly RouteAdvice[] }) {
  const words = useWords();
  const { text, format } = words;
  const { advice: says } = text.routing;
  return (
    <Card title={says.title} subtitle={says.subtitle}>
      {advice.length === 0 && <p className="subtle none">{says.none}</p>}
      <ol className="bullets">
        {advice.map((one, place) => (
          <li key={place}>
            <strong>{says.kinds[one.kind].name}</strong> (
            {one.savesPointsADay === null ? says.noSaving : says.saves(format.about(one.savesPointsADay))},{' '}
            {says.n(format.count(one.calls))})
            {one.endpoint !== null && (
              <>
                <br />
                <EndpointName endpoint={one.endpoint} />
              </>
            )}
            <p className="subtle">
              {says.rule} {says.kinds[one.kind].rule} {figuresOf(one, words)} {says.checkIt}{' '}
              {says.kinds[one.kind].check}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function figuresOf({ bulk, hour }: RouteAdvice, { text, format }: Words): string {
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
  return '';
}
