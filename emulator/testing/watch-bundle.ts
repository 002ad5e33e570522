import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A bundler writes a file in several steps; what is heard within this time is one change. */
const quietMs = 100;

/**
 * Loads the bundle again after each change. The folder is watched and not the file, since bundlers put a new file in place of the
 * old one. A bundle that cannot be loaded is told of, and the app goes on as it was.
 */
export function watchBundle(
  bundleFile: string,
  reload: () => void,
  log: (level: 'info' | 'error', message: string) => void,
): { close: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    try {
      reload();
      log('info', `${bundleFile} was loaded again`);
    } catch (error) {
      log('error', `${bundleFile} cannot be loaded, the app goes on as it was: ${String(error)}`);
    }
  };
  const watcher = watch(dirname(bundleFile), (_event, name) => {
    if (name !== null && name !== basename(bundleFile)) return;
    clearTimeout(timer);
    timer = setTimeout(changed, quietMs);
  });
  watcher.on('error', (error) => {
    log('error', `${bundleFile} is not watched any more: ${error.message}`);
  });
  return {
    close: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
