import { useEffect, useRef, useState } from 'react';
import type { Report } from '../../../../../src/reports/report';
import { reportStyle } from '../../../../../src/reports/html-parts';
import { Select } from '../../parts/select';
import { useWords } from '../../words';
import type { ReportFile, ReportFiles } from './report-files';

/** A file is shown as it will be; of a long one the beginning. */
const mostLines = 40;
const mostCharacters = 20_000;

/** What a download will hold, before it is made: the printable report as it looks, every other file by its first lines. */
export function Preview({
  report,
  files: { kinds, fileOf },
  nameOf,
}: {
  report: Report;
  files: ReportFiles;
  nameOf: (kind: string) => string;
}) {
  const { text, format } = useWords();
  const say = text.reports;
  const [kind, setKind] = useState('html');
  const [file, setFile] = useState<{ of: Report; kind: string; made: ReportFile | null } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const show = (made: ReportFile | null) => {
      if (isWanted) setFile({ of: report, kind, made });
    };
    fileOf(report, kind).then(show, () => {
      show(null);
    });
    return () => {
      isWanted = false;
    };
  }, [report, kind, fileOf]);
  const isShown = file?.of === report && file.kind === kind;
  return (
    <>
      <Select
        label={say.preview.file}
        options={kinds.map((value) => ({ value, name: nameOf(value) }))}
        chosen={kind}
        onChoose={(chosen) => {
          setKind(chosen ?? 'html');
        }}
      />
      {!isShown ? (
        <p className="subtle">{say.making}</p>
      ) : file.made === null ? (
        <p>{say.notMade({ kind: nameOf(kind) })}</p>
      ) : kind === 'html' ? (
        <Printed markup={file.made.text} label={nameOf('html')} />
      ) : (
        <Lines file={file.made} format={format} say={say.preview} />
      )}
    </>
  );
}

interface LinesProps {
  file: ReportFile;
  format: ReturnType<typeof useWords>['format'];
  say: ReturnType<typeof useWords>['text']['reports']['preview'];
}

function Lines({ file, format, say }: LinesProps) {
  // The file has no line breaks where a person does not read it; here somebody does.
  const isJson = file.type === 'application/json';
  const text = isJson ? JSON.stringify(JSON.parse(file.text), null, 2) : file.text;
  const lines = text.trimEnd().split('\n');
  const shown = lines.slice(0, mostLines).join('\n').slice(0, mostCharacters);
  const all = { n: lines.length, shown: format.count(lines.length) };
  return (
    <>
      <p className="subtle">
        {file.name} ·{' '}
        {lines.length <= mostLines
          ? say.whole(all)
          : say.first({ n: format.count(mostLines), all: format.count(lines.length) })}
      </p>
      <pre className="preview-lines" tabIndex={0} aria-label={file.name}>
        {shown}
      </pre>
    </>
  );
}

/** The printable report in a tree of its own, so that neither its style nor the page's reaches the other. */
function Printed({ markup, label }: { markup: string; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    // The frame's policy refuses a style element, even one that is only read; a style sheet made by a script it takes.
    const body = markup.replace(/<style>[^<]*<\/style>/, '');
    const parsed = new DOMParser().parseFromString(body, 'text/html');
    root.replaceChildren(...parsed.body.childNodes);
    if ('adoptedStyleSheets' in root) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(reportStyle.replace(/(^|[\s,}])(?:body|:root|html)(?=[\s,{])/g, '$1:host'));
      root.adoptedStyleSheets = [sheet];
    }
  }, [markup]);
  return <div ref={place} className="preview-printed" role="region" aria-label={label} tabIndex={0} />;
}
