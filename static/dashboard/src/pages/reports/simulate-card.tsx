import { useState } from 'react';
import type { ReportAccount } from '../../../../../src/reports/account';
import { simulate, type QuotaPlan, type SimulatedPool } from '../../../../../src/reports/simulation';
import { hourText, poolName } from '../../../../../src/reports/words';
import { Card } from '../../parts/card';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { DataTable, type Column } from '../../parts/data-table';
import { useWords } from '../../words';
import { Field } from './statement-card';

type Hour = SimulatedPool['hours'][number];

/** The recorded hours under another quota, as they were or with advice followed. */
export function SimulateCard({ account }: { account: ReportAccount }) {
  const { text } = useWords();
  const words = text.reports;
  const [kind, setKind] = useState<QuotaPlan['kind']>('tier1');
  const [quota, setQuota] = useState('100000');
  const [bridge, setBridge] = useState(false);
  const [spread, setSpread] = useState(false);
  const [cache, setCache] = useState('0');
  const plan: QuotaPlan =
    kind === 'quota'
      ? { kind, points: Math.max(1, Number(quota)) }
      : kind === 'tier2'
        ? { kind, edition: null, users: null }
        : { kind };
  const advice = { bridge, spread, cacheShare: Math.min(100, Number(cache)) / 100 };
  const digits = (value: string) => value.replace(/\D/g, '').slice(0, 7);
  return (
    <Card title={words.whatIf} subtitle={words.whatIfHint}>
      <ChoiceButtons
        label={words.plan}
        options={(['tier1', 'tier2', 'quota'] as const).map((value) => ({ value, name: words.plans[value] }))}
        chosen={kind}
        onChoose={setKind}
      />
      <div className="report-fields">
        {kind === 'quota' && (
          <Field label={words.quota}>
            {(id) => (
              <input
                id={id}
                inputMode="numeric"
                value={quota}
                onChange={(event) => {
                  setQuota(digits(event.currentTarget.value));
                }}
              />
            )}
          </Field>
        )}
        <Field label={words.cache}>
          {(id) => (
            <input
              id={id}
              inputMode="numeric"
              value={cache}
              onChange={(event) => {
                setCache(digits(event.currentTarget.value).slice(0, 3));
              }}
            />
          )}
        </Field>
        <Tick label={words.bridge} on={bridge} onChange={setBridge} />
        <Tick label={words.spread} on={spread} onChange={setSpread} />
      </div>
      {simulate(account, plan, advice).map((result) => (
        <Outcome key={result.pool} account={account} result={result} />
      ))}
    </Card>
  );
}

interface TickProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

export function Tick({ label, on, onChange }: TickProps) {
  return (
    <label className="report-tick">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />{' '}
      {label}
    </label>
  );
}

function Outcome({ account, result }: { account: ReportAccount; result: SimulatedPool }) {
  const { text, format } = useWords();
  const words = text.reports;
  const pool = account.pools[result.pool];
  const whole = (n: number) => format.count(Math.round(n));
  const { quotaPoints, refusedHours, refusedRequests, blockedMinutes, burstRefusedCalls } = result;
  const columns: Column<Hour>[] = [
    { key: 'hour', title: words.hour, rowHeader: true, cell: (row) => hourText(row.hour) },
    { key: 'points', title: words.points, end: true, cell: (row) => whole(row.points.likely) },
    { key: 'calls', title: words.calls, end: true, cell: (row) => whole(row.refusedRequests.likely) },
    { key: 'minutes', title: words.minutes, end: true, cell: (row) => whole(row.blockedMinutes.likely) },
  ];
  return (
    <section>
      <h3>{pool === undefined ? '' : poolName(pool)}</h3>
      <p>
        {quotaPoints === null
          ? words.unknownQuota
          : result.hours.length === 0
            ? words.noRefusal(whole(quotaPoints))
            : words.outcome(
                whole(quotaPoints),
                whole(refusedHours.likely),
                whole(refusedRequests.likely),
                whole(blockedMinutes.likely),
              )}
      </p>
      {result.hours.length > 0 && (
        <>
          <p className="subtle">{words.outcomeRange(whole(refusedHours.low), whole(refusedHours.high))}</p>
          <DataTable
            label={words.refusedHours}
            columns={columns}
            rows={result.hours}
            rowKey={(row) => row.hour}
          />
        </>
      )}
      {burstRefusedCalls > 0 && <p>{words.bursts(whole(burstRefusedCalls))}</p>}
    </section>
  );
}
