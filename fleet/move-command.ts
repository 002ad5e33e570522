/** `points-gauge fleet move`: carries all figures from one place to another. */
import { parseArgs } from 'node:util';
import { demanded, InputError, orUsage } from '../src/input-error';
import { demandStore, serverText } from './store-option';
import { moveStore } from './store/move';
import { openStore, type StorePlace } from './store/open-store';

export const moveUsage = `Usage: points-gauge fleet move --from <folder or postgres://…> --to <folder or postgres://…>

Carries all figures of a stopped fleet to another place: from a folder to PostgreSQL when one machine is no longer enough, or back. The target has to be
empty; all of it arrives and is compared, or nothing does. The source stays as it is.`;

/** @throws InputError, DatabaseError */
export async function moveCommand(
  args: readonly string[],
  out: { write: (text: string) => unknown },
): Promise<number> {
  const values = parsed(args);
  if (values.help === true) {
    out.write(`${moveUsage}\n`);
    return 0;
  }
  const { from, to } = demanded(moveUsage, { from: values.from, to: values.to });
  const place = placeOf('from', from);
  const targetPlace = placeOf('to', to);
  demandStore(place);
  const source = await openStore(place);
  try {
    const target = await openStore(targetPlace);
    try {
      const moved = await moveStore(source, target);
      const rows = moved.reduce((sum, table) => sum + table.rows, 0);
      out.write(
        `${moved.map((one) => `${one.table}: ${String(one.rows)}\n`).join('')}${String(rows)} rows are in ${target.name} now, as they are in ${source.name}, which can go once the fleet runs there.\n`,
      );
      return 0;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** @throws InputError for an address that is none of PostgreSQL's: as a folder it would be made, or named with its password */
function placeOf(option: 'from' | 'to', text: string): StorePlace {
  if (serverText.test(text)) return { kind: 'server', address: text };
  if (/:\/\/|:[^/]*@/.test(text))
    throw new InputError(
      `--${option} is neither a folder nor an address as postgres://user:password@host/database.`,
    );
  return { kind: 'folder', folder: text };
}

function parsed(args: readonly string[]) {
  return orUsage(
    moveUsage,
    () =>
      parseArgs({
        args: [...args],
        options: {
          from: { type: 'string' },
          to: { type: 'string' },
          help: { type: 'boolean', short: 'h' },
        },
      }).values,
  );
}
