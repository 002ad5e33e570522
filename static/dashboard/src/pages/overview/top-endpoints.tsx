import type { EndpointView, HourView } from '../../../../../src/admin/contract/contract';
import { Card } from '../../parts/card';
import { EndpointName, endpointRowKey } from '../../parts/endpoint-name';
import { PageLink } from '../../parts/page-link';
import { useWords } from '../../words';

interface TopEndpointsProps {
  endpoints: EndpointView[];
  hours: HourView[];
}

/** The five endpoints that cost most, each with its share of everything spent in the same hours. */
export function TopEndpoints({ endpoints, hours }: TopEndpointsProps) {
  const { text, format } = useWords();
  const total = hours.flatMap((hour) => hour.cells).reduce((sum, cell) => sum + cell.points.likely, 0);
  const shareOf = (endpoint: EndpointView) =>
    total > 0 ? Math.min(1, endpoint.points.likely / total) : null;
  return (
    <Card
      term="endpoint"
      title={text.top.title({ span: text.chart.spans['24h'] })}
      actions={<PageLink to="endpoints">{text.top.all}</PageLink>}
    >
      {endpoints.length === 0 ? (
        <p className="subtle">{text.top.none}</p>
      ) : (
        <ol className="ranking">
          {endpoints.map((endpoint) => {
            const share = shareOf(endpoint);
            return (
              <li key={endpointRowKey(endpoint)}>
                <EndpointName endpoint={endpoint} />
                <span className="ranking-figures">
                  <strong>
                    {text.settings.points({
                      n: endpoint.points.likely,
                      shown: format.about(endpoint.points.likely),
                    })}
                  </strong>
                  {share !== null && <span className="subtle"> {format.percent(share)}</span>}
                </span>
                <span className="share-track" aria-hidden="true">
                  <span style={{ width: `${(share ?? 0) * 100}%` }} />
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
