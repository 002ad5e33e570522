import { spawnSync } from 'node:child_process';

/** Tracked files that differ from what was committed; `null` where there is no git, or no repository. */
export function changedInGit(folder: string): string[] | null {
  const { status, stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=no', '--', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) return null;
  return stdout.split('\n').filter((line) => line !== '');
}
