import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface PageScripts {
  /** First script of every app page. */
  bridge: string;
  /** Script of the host's own page. */
  frame: string;
}

/** Builds the browser's part of the host. A few milliseconds, so it is done at every start and can never be stale. */
export async function buildPageScripts(projectRoot: string): Promise<PageScripts> {
  // Not imported: esbuild cannot be part of a bundle, and this file is.
  const { build } = createRequire(join(projectRoot, 'package.json'))('esbuild') as typeof import('esbuild');
  const script = async (name: string): Promise<string> => {
    const result = await build({
      entryPoints: [join(projectRoot, 'emulator', 'host', 'page', `${name}.ts`)],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      logLevel: 'silent',
    });
    return result.outputFiles[0]?.text ?? '';
  };
  const [bridge, frame] = await Promise.all([script('bridge'), script('frame')]);
  return { bridge, frame };
}
