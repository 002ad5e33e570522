import type { Collection, CountedRequests, FleetOverview } from '../../../../../fleet/pages/contract';
import { Card } from '../../parts/card';
import { Message } from '../../parts/message';
import { useWords } from '../../words';
import { isPastWhole, pastShare } from '../sentences';
import { useFleetText } from '../text/fleet-text';

/** Which sites the figures are of, and how far the past has come in. */
export function CollectionCard({ answer }: { answer: FleetOverview }) {
  const { collection, appId, environmentId } = answer;
  const own = useFleetText().collection;
  const { format } = useWords();
  const { readShare, sitesHeardOf, sitesLastDay, sitesOfFiles, versions, lookedAtMs, requests } = collection;
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
        {sitesOfFiles > 0 && `${own.ofFiles({ n: sitesOfFiles, shown: format.count(sitesOfFiles) })} `}
        {requests.sitesLastDay > 0 ? own.seen : own.blind}
      </p>
      {named.length > 0 && <p>{own.versions({ list: format.list(named) })}</p>}
      <p className="ids">{own.app({ app: appId, environment: environmentId })}</p>
      <p>{lookedAtMs === null ? own.neverLooked : own.looked({ at: format.utcTime(lookedAtMs) })}</p>
      <div className="progress">
        <label htmlFor="read-share">{own.progress}</label>
        <progress id="read-share" max={1} value={readShare} />
        <span>{pastShare(collection, format)}</span>
      </div>
      <p className="subtle">{pastSentence(collection, format, own)}</p>
      <CountedNote requests={requests} />
    </Card>
  );
}

/** What Atlassian counts, how far it was read, and how late it comes. */
function CountedNote({ requests }: { requests: CountedRequests }) {
  const own = useFleetText().collection;
  const { format } = useWords();
  const { lookedAtMs, trouble, isStopped, delay, sitesLastDay } = requests;
  const span = (ms: number): string =>
    ms < 120_000
      ? own.seconds({ n: format.count(ms / 1_000) })
      : own.minutes({ n: format.count(ms / 60_000) });
  return (
    <>
      {trouble !== null && (
        <Message kind={isStopped ? 'info' : 'warning'} title={own.countTrouble}>
          {trouble}
        </Message>
      )}
      {(lookedAtMs !== null || trouble === null) && (
        <p>
          {lookedAtMs === null
            ? own.neverCounted
            : own.counted({
                n: sitesLastDay,
                shown: format.count(sitesLastDay),
                share: pastShare(requests, format),
              })}
          {delay !== null && ` ${own.delay({ first: span(delay.firstMs), grew: span(delay.grewMs) })}`}
        </p>
      )}
    </>
  );
}

function pastSentence(
  { missingHours, doneAtMs }: Collection,
  format: ReturnType<typeof useWords>['format'],
  own: ReturnType<typeof useFleetText>['collection'],
): string {
  if (isPastWhole({ missingHours })) return own.whole;
  const hours = format.count(Math.ceil(missingHours));
  return doneAtMs === null
    ? own.comingUnknown({ hours })
    : own.coming({ hours, at: `${format.utcDayTime(doneAtMs)} UTC` });
}
