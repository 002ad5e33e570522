import { useState } from 'react';
import type { ReportAccount } from '../../../../../src/reports/account';
import { simulate, type QuotaPlan } from '../../../../../src/reports/simulation';
import { Card } from '../../parts/card';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { useWords } from '../../words';
import { Field } from './field';
import { Outcome } from './outcome';
import { SiteOutcomes } from './site-outcomes';
import { Tick } from '../../parts/tick';

interface SimulateCardProps {
  /** All sites together. */
  account: ReportAccount;
  sites: readonly ReportAccount[];
}

/** The recorded hours under another quota, as they were or with advice followed. */
export function SimulateCard({ account, sites }: SimulateCardProps) {
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
      {sites.length > 1 && <p className="subtle">{words.pooled[kind === 'tier2' ? 'each' : 'together']}</p>}
      {kind === 'tier2' && sites.length > 1 ? (
        <SiteOutcomes sites={sites} advice={advice} />
      ) : (
        simulate(account, plan, advice).map((result) => (
          <Outcome key={result.pool} account={account} result={result} />
        ))
      )}
    </Card>
  );
}
