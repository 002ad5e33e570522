/** Makes back ends that may report, and tells their secrets: once, to who runs the command. */
import { InputError } from '../../src/input-error';
import { addSource, mostSources, replaceSecret, sourcesOf, type ReportSource } from '../store/report-sources';
import type { Sql } from '../store/sql';

interface Wanted {
  sources: readonly { name: string; isOwn: boolean }[];
  replacedSecrets: readonly string[];
}

interface Port {
  err: { write: (text: string) => unknown };
  now: () => number;
}

/** @throws InputError for a back end that is not there, or one too many */
export async function tellSources(
  sql: Sql,
  app: number,
  { sources, replacedSecrets }: Wanted,
  port: Port,
): Promise<void> {
  for (const { name, isOwn } of sources) {
    const made = await addSource(sql, app, name, isOwn, port.now());
    if (made !== null) tell(made, port);
    else if (!(await sourcesOf(sql, app)).some((known) => known.name === name))
      throw new InputError(`There are ${String(mostSources)} back ends already: ${name} is one too many.`);
  }
  for (const name of replacedSecrets) {
    const changed = await replaceSecret(sql, app, name);
    if (changed === null) throw new InputError(`No back end is called "${name}": --source makes one.`);
    tell(changed, port);
  }
}

function tell({ name, id, secret }: ReportSource, { err }: Port): void {
  err.write(
    `Back end "${name}": source ${id}, secret ${secret}\nThe secret is shown this once; --replace-secret "${name}" makes another.\n`,
  );
}
