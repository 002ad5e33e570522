import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readOwnVersion } from '../own-version';
import { InputError } from '../../src/input-error';
import { readGaugePart, type GaugePart } from './gauge-part';

/** The package that this command is in. */
export interface OwnPackage {
  version: string;
  page: string;
  part: GaugePart;
}

/** @param folder where the command's own file is */
export function readOwnPackage(folder: string): OwnPackage {
  const version = readOwnVersion(folder);
  const page = join(folder, 'dashboard');
  if (!existsSync(join(page, 'index.html')))
    throw new InputError('this package has no page in it (dashboard): build it with "npm run build".');
  const words = join(folder, 'gauge-words.json');
  const known = existsSync(words) ? (JSON.parse(readFileSync(words, 'utf8')) as Record<string, unknown>) : {};
  return {
    version,
    page,
    part: readGaugePart(readFileSync(join(folder, 'gauge-manifest.yml'), 'utf8'), known),
  };
}

/**
 * What the app's package.json has to ask for. What it asks for already stays. A command that npx runs from a tarball is in a folder of
 * npx's own, whose package.json says where the tarball is; a published one is asked for by its version.
 */
export function gaugeSpecOf(own: string, app: string, version: string): string {
  // Where a tarball is tried that no registry has.
  const said = process.env['POINTS_GAUGE_SPEC'];
  if (said !== undefined) return said;
  const asked = dependencyIn(app);
  if (asked !== null) return asked;
  const around = resolve(own, '..', '..');
  const spec = dependencyIn(around);
  const file = /^(?:file:)(.+)$/.exec(spec ?? '')?.[1];
  if (file === undefined) return `^${version}`;
  return `file:${relative(app, resolve(around, file)).replaceAll('\\', '/')}`;
}

function dependencyIn(folder: string): string | null {
  try {
    const file = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    return file.dependencies?.['points-gauge'] ?? null;
  } catch {
    return null;
  }
}
