import type { Collection, FleetOverview } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { useWords } from '../../words';
import { useFleetText } from '../text/fleet-text';

/** Below so many hours nothing of the past is missing: the newest minutes are read again and again. */
const wholeBelowHours = 0.5;

/** Which sites the figures are of, and how far the past has come in. */
export function CollectionCard({ answer }: { answer: FleetOverview }) {
  const { collection, appId, environmentId } = answer;
  const own = useFleetText().collection;
  const { format } = useWords();
  const { readShare, missingHours, sitesHeardOf, sitesLastDay, versions, lookedAtMs } = collection;
  const named = versions
    .slice(0, 5)
    .map(({ gauge, sites }) =>
      own.version({ version: gauge ?? own.unknownVersion, sites, shown: format.count(sites) }),
    );
  return (
    <Card title={own.title} className="card-quiet">
      {collection.trouble !== null && (
        <Message kind="warning" title={own.trouble}>
          {collection.trouble}
        </Message>
      )}
      <p>
        {own.heard({ n: sitesHeardOf, shown: format.count(sitesHeardOf), day: format.count(sitesLastDay) })}{' '}
        {own.blind}
      </p>
      {named.length > 0 && <p>{own.versions({ list: format.list(named) })}</p>}
      <p className="ids">{own.app({ app: appId, environment: environmentId })}</p>
      <p>{lookedAtMs === null ? own.neverLooked : own.looked({ at: format.localTime(lookedAtMs) })}</p>
      <div className="progress">
        <label htmlFor="read-share">{own.progress}</label>
        <progress id="read-share" max={1} value={readShare} />
        <span>{format.percent(Math.min(readShare, missingHours < wholeBelowHours ? 1 : 0.99))}</span>
      </div>
      <p className="subtle">{pastSentence(collection, format, own)}</p>
    </Card>
  );
}

function pastSentence(
  { missingHours, doneAtMs }: Collection,
  format: ReturnType<typeof useWords>['format'],
  own: ReturnType<typeof useFleetText>['collection'],
): string {
  if (missingHours < wholeBelowHours) return own.whole;
  const hours = format.count(Math.ceil(missingHours));
  return doneAtMs === null
    ? own.comingUnknown({ hours })
    : own.coming({ hours, at: format.localDayTime(doneAtMs) });
}
