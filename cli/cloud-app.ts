import { enforcements, type AnyAppOptions, type AppOptions } from '../emulator/cloud/options';
import { numberOf } from './number-option';
import { InputError } from './report-files';

/** Settings as they are typed; what is left out, or empty, is as usual. @throws InputError naming the option */
export function settingsOf(
  option: string,
  typed: { tier?: string | undefined; enforcement?: string | undefined; quota?: string | undefined },
): AnyAppOptions {
  const { tier = '', enforcement = '', quota = '' } = typed;
  const known = enforcements.find((one) => one === enforcement);
  if (known === undefined && enforcement !== '')
    throw new InputError(`--${option} "${enforcement}": there are ${enforcements.join(', ')}.`);
  return {
    ...tierOf(option, tier),
    ...(known === undefined ? {} : { enforcement: known }),
    ...(quota === '' ? {} : { quotaPoints: numberOf(option, quota, 1, 1e9) }),
  };
}

function tierOf(option: string, tier: string): AnyAppOptions {
  if (tier === '') return {};
  if (tier !== '1' && tier !== '2') throw new InputError(`--${option} "${tier}": there are 1 and 2.`);
  return { tier: tier === '1' ? 1 : 2 };
}

/** `name=tier:enforcement:quota`, every part of which but the name can be left out: `sync=::500`. @throws InputError */
export function appOf(typed: string, usual: AnyAppOptions): AppOptions {
  const [id = '', settings = '', more] = typed.split('=');
  const [tier, enforcement, quota, tooMuch] = settings.split(':');
  if (id === '' || more !== undefined || tooMuch !== undefined)
    throw new InputError(
      `--app "${typed}" must be a name and what differs from the usual, as in sync=2:beta:5000 or sync=::500.`,
    );
  const own = settingsOf('app', { tier, enforcement, quota });
  return { id, tier: 1, enforcement: 'enforced', ...usual, ...own };
}
