import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError, orUsage } from '../../src/input-error';

export const embedUsage = `points-gauge embed [folder]
  Puts the gauge into a Forge app: packages, manifest, metered functions, the page. Shows what it changes, and asks.
  --dry-run        show it and change nothing
  --yes            do not ask
  --upgrade        bring an embedded gauge up to this version, or to changed functions of the app
  --undo           take the gauge out again
  --no-new-scopes  add no scope, so that no customer has to consent anew; says what does not work then
  --raise-api      raise an @forge/api below 6 to the newest that fits the app, which may change how the app behaves
  --no-install     do not run the package manager afterwards
  --force          even where git has changes that are not committed
Exit: 0 when it is done or there was nothing to do, 1 when packages did not install as they must, 2 when nothing was changed.`;

export interface Options {
  folder: string;
  isDryRun: boolean;
  isYes: boolean;
  isUpgrade: boolean;
  isUndo: boolean;
  areScopesAdded: boolean;
  isApiRaised: boolean;
  isInstalled: boolean;
  isForced: boolean;
}

/** `null` when help is wanted. @throws InputError for options that it does not know */
export function optionsOf(args: readonly string[]): Options | null {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = orUsage(embedUsage, () =>
    parseArgs({
      ...{ args: [...args], allowPositionals: true },
      options: {
        ...{ 'dry-run': flag, yes: flag, upgrade: flag, undo: flag, force: flag },
        ...{ 'no-new-scopes': flag, 'no-install': flag, 'raise-api': flag, help: { ...flag, short: 'h' } },
      },
    }),
  );
  if (values.help) return null;
  if (positionals.length > 1) throw new InputError('name one folder.');
  return {
    folder: resolve(positionals[0] ?? '.'),
    ...{ isDryRun: values['dry-run'], isYes: values.yes, isUpgrade: values.upgrade, isUndo: values.undo },
    ...{
      areScopesAdded: !values['no-new-scopes'],
      isApiRaised: values['raise-api'],
      isInstalled: !values['no-install'],
      isForced: values.force,
    },
  };
}
