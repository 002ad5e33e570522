import Button from '@atlaskit/button/new';
import { useCallback, useDeferredValue, useMemo } from 'react';
import {
  editions,
  periods,
  siteStates,
  type Edition,
  type FleetSites,
  type Period,
  type SiteRow,
  type SiteState,
} from '../../../../../fleet/pages/contract';
import { download } from '../../download';
import { Card } from '../../parts/card';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { DataTable } from '../../parts/data-table';
import { Message } from '../../parts/message';
import { Select } from '../../parts/select';
import { TextField } from '../../parts/text-field';
import { useRequest } from '../../use-request';
import { useWords } from '../../words';
import { askSites } from '../api';
import { useFleetNavigation } from '../navigation';
import { FleetFrame } from '../parts/fleet-frame';
import { bestOf, siteColumns } from '../parts/site-columns';
import { sitesCsv } from '../sites-csv';
import { PoolChoice } from '../parts/pool-choice';
import { isPastWhole, pastShare } from '../sentences';
import { useFleetText } from '../text/fleet-text';

const sitesAPage = 50;

export function SitesPage() {
  const own = useFleetText();
  const { format } = useWords();
  const { query } = useFleetNavigation();
  const [pool, period] = [query.get('pool'), query.get('period')];
  const ask = useCallback(() => askSites(pool, period), [pool, period]);
  const loader = useRequest(ask);
  return (
    <FleetFrame
      title={own.sites.title}
      loader={loader}
      lead={({ sites }) => own.sites.lead({ n: sites.length, shown: format.count(sites.length) })}
    >
      {(answer) => <Sites answer={answer} />}
    </FleetFrame>
  );
}

function Sites({ answer }: { answer: FleetSites }) {
  const words = useWords();
  const own = useFleetText();
  const say = own.sites;
  const { query, change } = useFleetNavigation();
  const { pool, period, pools, past } = answer;
  const search = query.get('q') ?? '';
  const state = siteStates.find((one) => one === query.get('state')) ?? null;
  const edition = editions.find((one) => one === query.get('edition')) ?? null;
  // Typing goes before drawing: of 3,500 rows all are looked at with each letter.
  const wanted = useDeferredValue(search);
  const rows = useMemo(
    () => answer.sites.filter((site) => isLike(site, wanted, state, edition)),
    [answer.sites, wanted, state, edition],
  );
  const all = useMemo(() => answer.sites.reduce((sum, site) => sum + bestOf(site), 0), [answer.sites]);
  const most = answer.sites.reduce((found, site) => Math.max(found, bestOf(site)), 0);
  const { lastHour } = answer;
  const columns = useMemo(
    () => siteColumns(pool ?? 0, all, most, lastHour, words, own),
    [pool, all, most, lastHour, words, own],
  );
  return (
    <Card
      title={say.table}
      {...(isPastWhole(past) || period === 'hour' || period === 'day'
        ? {}
        : { subtitle: own.collection.soFar({ share: pastShare(past, words.format) }) })}
      actions={
        <Button
          spacing="compact"
          onClick={() => {
            download(`points-gauge-sites-${period}.csv`, [sitesCsv(rows, lastHour !== null)], 'text/csv');
          }}
        >
          {say.export}
        </Button>
      }
    >
      <div className="controls">
        <PoolChoice
          pools={pools}
          chosen={pool}
          onChoose={(value) => {
            change({ pool: value });
          }}
        />
        <ChoiceButtons<Period>
          label={say.period}
          options={periods.map((value) => ({ value, name: say.periods[value] }))}
          chosen={period}
          onChoose={(value) => {
            change({ period: value === 'hour' ? null : value });
          }}
        />
        <TextField
          label={say.search}
          value={search}
          wrong={null}
          disabled={false}
          onChange={(value) => {
            change({ q: value === '' ? null : value });
          }}
        />
        <Select<SiteState>
          label={say.state}
          none={say.anyState}
          options={siteStates.map((value) => ({ value, name: say.states[value] }))}
          chosen={state}
          onChoose={(value) => {
            change({ state: value });
          }}
        />
        <Select<Edition>
          label={say.edition}
          none={say.anyEdition}
          options={editions.map((value) => ({ value, name: say.editions[value] }))}
          chosen={edition}
          onChoose={(value) => {
            change({ edition: value });
          }}
        />
      </div>
      {lastHour !== null && answer.sites.length > 0 && (
        <Message kind="info" title={say.begun}>
          {say.begunSaid({ at: words.format.utcTime(lastHour.hourStartMs) })}
        </Message>
      )}
      {rows.length === 0 ? (
        <p className="subtle">{answer.sites.length === 0 ? say.none : say.noneFound}</p>
      ) : (
        <DataTable
          label={say.table}
          className="site-table"
          columns={columns}
          rows={rows}
          rowKey={({ siteId }) => siteId}
          key={lastHour === null ? 'now' : 'begun'}
          initialSorting={{ key: lastHour === null ? 'share' : 'lastHour', descending: true }}
          rowsAPage={sitesAPage}
        />
      )}
    </Card>
  );
}

function isLike(site: SiteRow, search: string, state: SiteState | null, edition: Edition | null): boolean {
  if (state !== null && site.state !== state) return false;
  if (edition !== null && site.edition !== edition) return false;
  const text = search.trim().toLowerCase();
  return text === '' || (site.name ?? '').toLowerCase().includes(text) || site.siteId.includes(text);
}
