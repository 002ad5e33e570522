import { useCallback, useMemo } from 'react';
import { evidenceDays, type FleetEvidence } from '../../../../../fleet/pages/contract';
import type { Report } from '../../../../../src/reports/report';
import type { WholeAppReport } from '../../../../../src/reports/whole-app-report';
import { wholeAppCsv, wholeAppHtml } from '../../../../../src/reports/whole-app-files';
import { poolName } from '../../../../../src/reports/words';
import { EvidenceCard } from '../../pages/reports/evidence-card';
import { siteFiles, stemOf, type ReportFiles } from '../../pages/reports/report-files';
import { Card } from '../../parts/card';
import { ChoiceButtons } from '../../parts/choice-buttons';
import { Tick } from '../../parts/tick';
import { useRequest } from '../../use-request';
import { useWords } from '../../words';
import { askEvidence } from '../api';
import { useFleetNavigation } from '../navigation';
import { FleetFrame } from '../parts/fleet-frame';
import { useFleetText } from '../text/fleet-text';
import '../../styles/reports.css';

/** The evidence of all sites together, as the Reports page of a site has that of one. */
export function EvidencePage() {
  const own = useFleetText();
  const { query } = useFleetNavigation();
  const [days, names] = [query.get('days'), query.get('names') === '1'];
  const ask = useCallback(() => askEvidence(days, names), [days, names]);
  // Files that change under the reader would be no evidence: it is read once, and anew when the reader asks.
  const loader = useRequest(ask, { once: true });
  return (
    <FleetFrame title={own.evidence.title} loader={loader} isAskedOnce lead={() => own.evidence.lead}>
      {(answer) => <Evidence answer={answer} />}
    </FleetFrame>
  );
}

function Evidence({ answer }: { answer: FleetEvidence }) {
  const { evidence: say } = useFleetText();
  const { query, change } = useFleetNavigation();
  const { report, days } = answer;
  const isNamed = query.get('names') === '1';
  const files = useMemo(() => filesWith(say.best), [say.best]);
  return (
    <>
      <div className="controls">
        <ChoiceButtons
          label={say.period}
          options={evidenceDays.map((value) => ({ value: `${value}` as const, name: say.days[value] }))}
          chosen={`${days}`}
          onChoose={(value) => {
            change({ days: value === '14' ? null : value });
          }}
        />
        <Tick
          label={say.names}
          on={isNamed}
          onChange={(on) => {
            change({ names: on ? '1' : null });
          }}
        />
        {!isNamed && <span className="subtle">{say.nameless}</span>}
      </div>
      <EvidenceCard report={report} files={files} />
      <StandsCard report={report} />
    </>
  );
}

/** What each hour's best figure stands on, and what is missing. */
function StandsCard({ report }: { report: WholeAppReport }) {
  const { evidence: say } = useFleetText();
  const { format } = useWords();
  return (
    <Card title={say.stands}>
      {report.wholeAppSummaries.map(({ pool, byBasis }) => (
        <section key={pool}>
          {report.pools.length > 1 && <h3>{nameOf(report, pool)}</h3>}
          <ul className="bullets">
            {byBasis.map(({ basis, hours }) => (
              <li key={basis}>
                {say.bases[basis]}: {say.hours({ n: hours, shown: format.count(hours) })}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="subtle">{say.counterAlone}</p>
      <h3>{say.notes}</h3>
      {/* As the files have them. */}
      <ul className="bullets" lang="en">
        {report.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p className="subtle">{say.command}</p>
    </Card>
  );
}

function nameOf({ pools }: Report, pool: number): string {
  const row = pools[pool];
  return row === undefined ? '' : poolName(row);
}

function filesWith(name: string): ReportFiles {
  const [html, json, note, ...tables] = siteFiles.kinds;
  return {
    kinds: [html, json, note, 'whole-app', ...tables].filter((kind) => kind !== undefined),
    names: { 'whole-app': name },
    fileOf: async (report, kind) => {
      const whole = report as WholeAppReport;
      const stem = stemOf(report, kind);
      if (kind === 'html')
        return { name: `${stem}.html`, type: 'text/html;charset=utf-8', text: wholeAppHtml(whole) };
      if (kind === 'whole-app')
        return { name: `${stem}.csv`, type: 'text/csv;charset=utf-8', text: wholeAppCsv(whole) };
      return siteFiles.fileOf(report, kind);
    },
  };
}
