import { isRecord } from '../../src/object';

export const packageManagers = ['npm', 'yarn', 'pnpm', 'bun'] as const;
export type PackageManager = (typeof packageManagers)[number];

const lockFiles: [string, PackageManager][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

/** By what `package.json` says, then by the lock file that is there. */
export function packageManagerOf(names: readonly string[], packageJson: unknown): PackageManager {
  const said = isRecord(packageJson) ? packageJson['packageManager'] : null;
  const named = packageManagers.find((one) => typeof said === 'string' && said.split('@')[0] === one);
  return named ?? lockFiles.find(([file]) => names.includes(file))?.[1] ?? 'npm';
}
