import fc from 'fast-check';
import { completeReport } from './complete';
import { csvText } from './csv';
import { csvTable, csvTableNames } from './csv-tables';
import { htmlReport } from './html-report';
import { readReport } from './read-report';
import type { Report } from './report';
import { withStatement } from './statement';
import { periodText } from './words';
import { supportNote, wordsIn } from './support-note';
import { noLimits, observation } from '../../test/support/observation';
import { accountOf } from '../../test/reports/sites';

const at = (time: string): number => Date.parse(`2026-10-05T${time}Z`);
const calls = [
  observation({ atMs: at('01:10:00'), points: { low: 1.5, likely: 1234.567, high: 2000 } }),
  observation({
    atMs: at('02:10:00'),
    method: 'POST',
    template: '/rest/api/3/issue',
    route: 'forge.asUser',
    points: { low: 1, likely: 1, high: 1 },
  }),
];

function reportWith(notes: string[], template?: string): Report {
  const more = template === undefined ? [] : [observation({ atMs: at('03:00:00'), template })];
  return completeReport(
    withStatement(accountOf([...calls, ...more]), {
      label: 'acme',
      edition: 'standard',
      users: 2000,
      alreadyDone: ['Moved the panel’s reads to the bridge'],
      notes,
    }),
  );
}

/** A second reading of RFC 4180, as a spreadsheet set to the given separator has it. */
function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i] ?? '';
    if (quoted && sign === '"' && text[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (sign === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && sign === separator) {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (!quoted && sign === '\r' && text[i + 1] === '\n') {
      rows.at(-1)?.push(cell);
      rows.push([]);
      cell = '';
      i += 1;
    } else cell += sign;
  }
  return rows.slice(0, -1);
}

describe('a CSV file', () => {
  it('begins with the mark of UTF-8, ends lines with CRLF and leaves the unknown empty', () => {
    expect(
      csvText(
        ['a', 'b'],
        [
          ['ü "x", y', null],
          [1234.567, true],
        ],
      ),
    ).toBe('\uFEFFa,b\r\n"ü ""x"", y",\r\n1234.567,true\r\n');
  });

  it('gives every text back, but for the apostrophe that disarms it', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (texts) => {
        const [row] = cellsOf(csvText(texts, []).slice(1), ',');
        expect(row?.map((text) => text.replaceAll("'", ''))).toEqual(
          texts.map((text) => text.replaceAll("'", '')),
        );
      }),
    );
  });

  it.each([',', ';', '\t', '|'])('holds no cell that runs as a formula where %j separates', (separator) => {
    const hostile = fc
      .array(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '\uFF1D',
          ';',
          ',',
          '\t',
          '|',
          '"',
          "'",
          ' ',
          '\r\n',
          '\n',
          'cmd',
          '1',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const text = csvText(['x', 'y'], [[a, b]]).slice(1);
        const cells = cellsOf(text, separator).flat();
        const lines = text.split(/[\r\n]+/).flatMap((line) => line.split(separator));
        for (const cell of [...cells, ...lines]) expect(cell).not.toMatch(/^["\s]*[=+\-@\uFF1D]/);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps numbers, also negative ones, as numbers', () => {
    expect(csvText(['n'], [[-1.5]])).toBe('\uFEFFn\r\n-1.5\r\n');
  });
});

describe('the files of one report', () => {
  it('agree: hours add up to the same points in JSON and CSV, unrounded', () => {
    const report = reportWith([]);
    const [header = [], ...rows] = cellsOf(csvTable(report, 'hours').slice(1), ',');
    const column = header.indexOf('points_likely');
    expect(rows.map((row) => Number(row[column])).reduce((sum, points) => sum + points, 0)).toBe(1235.567);
    expect(report.summaries[0]?.total.likely).toBe(1235.567);
    expect(htmlReport(report)).toContain('1,235');
    expect(rows.map((row) => row[0])).toContain('2026-10-05 01:00:00');
  });

  it('each have a head and a row for what there is', () => {
    const lines = Object.fromEntries(
      csvTableNames.map((name) => [name, cellsOf(csvTable(reportWith([]), name).slice(1), ',').length - 1]),
    );
    expect(lines).toEqual({
      hours: 24,
      days: 1,
      endpoints: 2,
      routes: 2,
      features: 1,
      throttles: 0,
      sites: 1,
      catalogue: 2,
    });
  });

  it('are read back from JSON to the same report', () => {
    const report = reportWith(['A note']);
    const reading = readReport(JSON.parse(JSON.stringify(report)));
    expect(reading.kind === 'read' ? completeReport(reading.account) : reading).toEqual(report);
  });

  it('refuse markup and script from notes and endpoints', () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&\u202Etxt';
    const html = htmlReport(reportWith([evil], `/rest/${evil}`));
    expect(html).not.toMatch(/<script|<img|\u202E/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain("default-src 'none'");
  });

  it('hold no e-mail, account id, issue key or query value, wherever it stood', () => {
    const marked = [
      'Ask mara.marker@example.com',
      'Account 712020:5f1c9d1e-8c1d-4a51-9f6e-7d1f00c0ffee and 5b10ac8d82e05b22cc7d4ef5',
      'See MARK-4711 at /rest/api/3/search?jql=assignee%3Dmarker',
    ];
    const report = completeReport(
      withStatement(
        accountOf(
          [
            ...calls,
            observation({
              atMs: at('04:00:00'),
              template: '/rest/api/3/issue/MARK-4711?expand=marker',
              tag: 'mara.marker@example.com',
              pool: { app: 'mara.marker@example.com', environment: 'PRODUCTION', product: 'jira' },
            }),
          ],
          { app: { name: 'Radar of mara.marker@example.com', version: '1' } },
        ),
        { label: 'mara.marker@example.com', edition: null, users: null, alreadyDone: marked, notes: marked },
      ),
    );
    const texts = [
      JSON.stringify(report),
      htmlReport(report),
      supportNote(report),
      ...csvTableNames.map((name) => csvTable(report, name)),
    ];
    for (const text of texts) expect(text).not.toMatch(/marker|MARK-|712020|5f1c9d1e|5b10ac8d/i);
    expect(report.notes[0]).toBe('Ask {email}');
  });
});

describe('the period of a report, in words', () => {
  const period = { from: '2026-10-05T00:00:00Z', to: '2026-10-06T00:00:00Z' };
  it.each([
    ['2026-10-05T23:02:00Z', '2026-10-05 00:00 to 2026-10-05 23:02 UTC, before its last hour was over'],
    ['2026-10-06T00:00:00Z', '2026-10-05 00:00 to 2026-10-06 00:00 UTC'],
    ['2026-11-01T08:00:00Z', '2026-10-05 00:00 to 2026-10-06 00:00 UTC'],
    // By a clock that was set back.
    ['2026-10-04T23:00:00Z', '2026-10-05 00:00 to 2026-10-06 00:00 UTC'],
  ])('made at %s it is %s', (madeAt, said) => {
    expect(periodText({ period, madeAt })).toBe(said);
  });
});

describe('the note for a ticket', () => {
  it('says the key figures', () => {
    expect(supportNote(reportWith([]))).toBe(
      [
        'Request for Tier 2 (per-tenant quota): Release Radar. Suggested evidence by Points Gauge, 2026-10-05 00:00 to 2026-10-05 23:59 UTC, before its last hour was over, 1 site, standard, 2,000 users as stated. Data for 100% of the hours since recording began.',
        'Jira (production): points an hour P50 0, P75 0, P90 0, P99 1,235, maximum 1,235 (2 to 2,000); 1,236 points a day on average.',
        'Quota 65,000 an hour: 0 hours at or over 80%, 0 hours at or over 100%.',
        'Tier 2 quota by the published formula: 120,000 an hour; the recorded peak of 1,235 (2 to 2,000) fits.',
        'Most expensive: GET /rest/api/3/issue/{issueIdOrKey} 99.9%; POST /rest/api/3/issue 0.1%.',
        'Points are estimates (likely, with low and high) from each call’s documented or measured cost; percentiles by nearest rank over all known hours. The attached report has every hour, endpoint and method.',
      ].join('\n\n'),
    );
  });

  it('says of each limit how many calls it refused, one that no answer named too', () => {
    const refused = (reason: 'burst' | 'other', time: string) =>
      observation({
        atMs: at(time),
        status: 429,
        limits: {
          ...noLimits,
          throttle: { reason, reasonRaw: null, enforcement: 'enforced', retryAtMs: null },
        },
      });
    const note = supportNote(
      completeReport(
        accountOf([refused('other', '04:00:00'), refused('other', '04:01:00'), refused('burst', '04:02:00')]),
      ),
    );
    expect(/^Refused calls: .*$/m.exec(note)?.[0]).toBe(
      'Refused calls: 1 (burst limit of an endpoint), 2 (a limit that was not named).',
    );
  });

  it('never has more than 250 words, however long names are', () => {
    fc.assert(
      fc.property(fc.array(fc.lorem({ maxCount: 40 }), { minLength: 1, maxLength: 6 }), (texts) => {
        const many = texts.map((text, i) =>
          observation({
            atMs: at('05:00:00'),
            template: text,
            pool: { app: text, environment: `${text} ${i}`, product: 'jira' },
          }),
        );
        const app = { name: texts.join(' '), version: null };
        expect(wordsIn(supportNote(completeReport(accountOf(many, { app }))))).toBeLessThanOrEqual(250);
      }),
      { numRuns: 30 },
    );
  });
});
