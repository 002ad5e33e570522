import { spawnSync } from 'node:child_process';

function git(folder: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout : null;
}

/** Tracked files that differ from what was committed, as git lists them; none where there is no git, or no repository. */
export function uncommitted(folder: string): string[] {
  const list = git(folder, 'status', '--porcelain', '--untracked-files=no', '--', '.') ?? '';
  return list.split('\n').filter((line) => line !== '');
}

/** A file's text as it was committed; `null` where it was not. @param file its path in `folder` */
export function committed(folder: string, file: string): string | null {
  return git(folder, 'show', `HEAD:./${file}`);
}
