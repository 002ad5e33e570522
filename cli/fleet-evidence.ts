import { parseArgs } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { evidenceOf, mostDays } from '../fleet/evidence/evidence';
import { demanded, InputError, orUsage } from '../src/input-error';
import { demandStore, storePlace } from '../fleet/store-option';
import { bareAppId, knownAppScope } from '../fleet/store/app-scope';
import { openStore, type StorePlace } from '../fleet/store/open-store';
import { DatabaseError } from '../fleet/store/sql';
import { hashedReport } from '../src/reports/check-report';
import { csvTable, csvTableNames } from '../src/reports/csv-tables';
import { supportNote } from '../src/reports/support-note';
import { wholeAppCsv, wholeAppHtml } from '../src/reports/whole-app-files';
import type { WholeAppReport } from '../src/reports/whole-app-report';
import { nodeSha256 } from './check';
import type { Streams } from './report-files';

export const fleetEvidenceUsage = `points-gauge fleet evidence --app <app id> --environment <environment id> -o app.html [-o app.json]...
  Writes the evidence of all sites of an app, of what the fleet's store has; no network and no account. While a fleet runs on the
  folder it is taken from its page.
  --data <folder>, --database <url>  where the figures are, as for the fleet; points-gauge-fleet in this folder when left out
  -o             what to write, by its ending: .html to print, .json (points-gauge check holds it against itself), .csv (one file a table),
                 .txt (a note for a ticket)
  --days <n>     whole days in UTC with today, 1 to ${String(mostDays)}; 14 when left out
  --names        name the sites; else each is sixteen digits that stand for it
  --app-name <name>  as the reviewer knows the app; by its id when left out
Exit: 0 when everything was written, 2 if not.`;

const endings = /\.(html|json|csv|txt)$/;

/** Runs `points-gauge fleet evidence`; resolves to the exit code. */
export async function fleetEvidence(
  args: readonly string[],
  { out, err }: Streams,
  nowMs: number,
): Promise<number> {
  try {
    const asked = parsed(args);
    if (asked === 'help') {
      out.write(`${fleetEvidenceUsage}\n`);
      return 0;
    }
    const { place, app, environment, outputs, ...wanted } = asked;
    demandStore(place);
    const database = await openStore(place);
    try {
      const known = await knownAppScope(database, app, environment);
      if (known === null)
        throw new InputError(`${database.name} has no figures of this app and environment.`);
      const scope = { ...known, appId: app, environmentId: environment };
      const report = await evidenceOf(database, scope, wanted, nowMs);
      for (const output of outputs)
        for (const [file, text] of await filesOf(report, output)) {
          await writeFile(file, text);
          out.write(`Wrote ${file}\n`);
        }
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    const isSaid = said.some((kind) => error instanceof kind) || isFileError(error);
    if (!isSaid || !(error instanceof Error)) throw error;
    err.write(`points-gauge fleet evidence: ${error.message}\n`);
    return 2;
  }
}

const said = [InputError, DatabaseError] as const;

function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'path' in error;
}

/** How each text of a report is made, by the ending of its file. */
const texts: Readonly<Record<string, (report: WholeAppReport) => string | Promise<string>>> = {
  '.html': wholeAppHtml,
  '.json': async (report) => `${await hashedReport(report, nodeSha256)}\n`,
  '.txt': (report) => `${supportNote(report)}\n`,
  '-whole-app.csv': wholeAppCsv,
  ...Object.fromEntries(
    csvTableNames.map((name) => [`-${name}.csv`, (report: WholeAppReport) => csvTable(report, name)]),
  ),
};

async function filesOf(report: WholeAppReport, output: string): Promise<[string, string][]> {
  const [ending = ''] = endings.exec(output) ?? [];
  const stem = output.slice(0, -ending.length);
  const wanted = Object.entries(texts).filter(([end]) => end.endsWith(ending));
  return Promise.all(
    wanted.map(async ([end, textOf]): Promise<[string, string]> => [`${stem}${end}`, await textOf(report)]),
  );
}

interface Parsed {
  place: StorePlace;
  app: string;
  environment: string;
  outputs: string[];
  days: number;
  names: boolean;
  appName: string | null;
}

function parsed(args: readonly string[]): Parsed | 'help' {
  const { values } = read(args);
  if (values.help === true) return 'help';
  const {
    app,
    environment,
    o: outputs,
  } = demanded(fleetEvidenceUsage, {
    app: values.app,
    environment: values.environment,
    o: values.output,
  });
  const odd = outputs.find((one) => !endings.test(one));
  if (odd !== undefined) throw new InputError(`-o "${odd}": the ending must be .html, .json, .csv or .txt.`);
  const days = Number(values.days ?? 14);
  if (!Number.isInteger(days) || days < 1 || days > mostDays)
    throw new InputError(`--days must be a whole number from 1 to ${String(mostDays)}.`);
  return {
    place: storePlace(values),
    ...{ app: bareAppId(app), environment, outputs, days },
    ...{ names: values.names ?? false, appName: values['app-name'] ?? null },
  };
}

function read(args: readonly string[]) {
  return orUsage(fleetEvidenceUsage, () =>
    parseArgs({
      args: [...args],
      options: {
        app: { type: 'string' },
        environment: { type: 'string' },
        data: { type: 'string' },
        database: { type: 'string' },
        output: { type: 'string', short: 'o', multiple: true },
        days: { type: 'string' },
        names: { type: 'boolean' },
        'app-name': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  );
}
