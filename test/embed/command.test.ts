import { execFileSync } from 'node:child_process';
import fs, { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { embed } from '../../cli/embed/command';
import { asked } from '../../cli/question';
import { app } from './apps';

const root = join(__dirname, '..', '..');
let around: string;
let folder: string;
let own: string;

function write(base: string, files: Iterable<[string, string]>): void {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(base, file)), { recursive: true });
    writeFileSync(join(base, file), text);
  }
}

beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'embed command '));
  folder = join(around, 'app');
  own = join(around, 'own');
  write(folder, app());
  write(own, [
    ['package.json', '{"version":"0.1.0"}'],
    ['dashboard/index.html', '<!doctype html>'],
    ['gauge-manifest.yml', readFileSync(join(root, 'manifest.yml'), 'utf8')],
  ]);
});

afterEach(() => {
  rmSync(around, { recursive: true, force: true });
});

/** Runs the command as somebody who answers `answer`; `null`: nobody is there. */
async function run(args: string[], answer: boolean | null = null): Promise<{ code: number; said: string }> {
  let said = '';
  const heard = { write: (text: string) => (said += text) };
  const ask = answer === null ? null : () => Promise.resolve(answer);
  const code = await embed([folder, ...args], { out: heard, err: heard, ask }, own);
  return { code, said };
}

const manifestNow = () => readFileSync(join(folder, 'manifest.yml'), 'utf8');
const bare = app().get('manifest.yml');

function git(...args: string[]): void {
  const who = ['-c', 'user.name=n', '-c', 'user.email=e@example.invalid'];
  execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
}

describe('the question before anything is written', () => {
  it('is answered by yes, and the app has the gauge', async () => {
    const { code, said } = await run(['--no-install'], true);
    expect(code).toBe(0);
    expect(said).toContain('Now run "npm install".\n');
    expect(manifestNow()).toContain('points-gauge-entry');
  });

  it.each([
    ['no', false, 'you did not say yes.\nNothing was changed.\n'],
    ['nobody', null, '--yes does it without asking.\nNothing was changed.\n'],
  ])('is answered by %s, and nothing changes', async (_who, answer, words) => {
    const { code, said } = await run([], answer);
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(manifestNow()).toBe(bare);
  });

  it.each([
    ['yes\n', true],
    ['Y\n', true],
    ['no\n', false],
    ['\n', false],
    ['yes please\n', false],
    ['', false],
  ])('takes %j, and the end of the input, for what they are', async (typed, is) => {
    const input = new PassThrough();
    const output = new PassThrough();
    const answer = asked('Do it? ', input, output);
    input.end(typed);
    await expect(answer).resolves.toBe(is);
    expect(String(output.read())).toContain('Do it? ');
  });
});

describe('a folder that is none of an app', () => {
  it.each([
    ['is not there', 'nowhere', /^points-gauge embed: there is no folder ".*nowhere"\. Name the folder of/],
    ['is below a file', 'app/package.json/src', /^points-gauge embed: there is no folder ".*src"\. Name the/],
    [
      'is a file',
      'app/package.json',
      /^points-gauge embed: ".*package\.json" is no folder\. Name the folder/,
    ],
  ])('%s: that is said in a line, with exit code 2', async (_what, path, words) => {
    folder = join(around, path);
    const { code, said } = await run(['--yes']);
    expect([code, said]).toEqual([2, expect.stringMatching(words)]);
    expect(said).toMatch(/^.*\nNothing was changed\.\n$/);
  });

  it('may not be read: that is said in a line, with exit code 2', async () => {
    const denied = Object.assign(new Error("EACCES: permission denied, scandir 'app'"), {
      syscall: 'scandir',
    });
    jest.spyOn(fs, 'readdirSync').mockImplementationOnce(() => {
      throw denied;
    });
    expect(await run(['--yes'])).toEqual({
      code: 2,
      said:
        "points-gauge embed: the app cannot be read (EACCES: permission denied, scandir 'app'). Make it readable to you and try again.\n" +
        'Nothing was changed.\n',
    });
  });
});

describe('an app in git', () => {
  beforeEach(() => {
    git('init');
    git('add', '.');
    git('commit', '-m', 'All of it');
    writeFileSync(join(folder, 'src', 'index.js'), '// Not committed yet.\nexport const run = () => 1;\n');
  });

  it('with changes that are not committed stays as it is, and the file is named', async () => {
    for (const args of [['--yes'], ['--yes', '--no-install']]) {
      const { code, said } = await run(args);
      expect(code).toBe(2);
      expect(said).toContain('git has changes that are not committed (M src/index.js)');
    }
    expect(manifestNow()).toBe(bare);
  });

  it('is shown the change all the same, and changed with --force', async () => {
    expect((await run(['--dry-run'])).code).toBe(0);
    expect(manifestNow()).toBe(bare);
    expect((await run(['--yes', '--force', '--no-install'])).code).toBe(0);
    expect(manifestNow()).not.toBe(bare);
  });

  it('may have files that git does not know', async () => {
    git('checkout', '--', '.');
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect((await run(['--yes', '--no-install'])).code).toBe(0);
  });
});

describe('taking the gauge out again', () => {
  beforeEach(async () => {
    git('init');
    git('add', '.');
    git('commit', '-m', 'All of it');
    expect((await run(['--yes', '--no-install'])).code).toBe(0);
  });

  it('wants no commit in between: every file is as it was committed', async () => {
    expect((await run(['--undo', '--yes'])).code).toBe(0);
    git('diff', '--quiet', 'HEAD');
    expect(manifestNow()).toBe(bare);
  });

  it('refuses where a file that it changes has changes of somebody else, and names that file alone', async () => {
    const embedded = manifestNow();
    writeFileSync(join(folder, 'manifest.yml'), `${embedded}\n# Mine.\n`);
    const { code, said } = await run(['--undo', '--yes']);
    expect(code).toBe(2);
    expect(said).toContain('git has changes that are not committed (manifest.yml)');
    expect(manifestNow()).toBe(`${embedded}\n# Mine.\n`);
    expect((await run(['--undo', '--yes', '--force'])).code).toBe(0);
    expect(manifestNow()).toBe(`${bare ?? ''}\n# Mine.\n`);
  });

  it('does not mind changes of files that it leaves alone', async () => {
    writeFileSync(join(folder, 'src', 'other.js'), 'export const one = 1;\n');
    git('add', '.');
    git('commit', '-m', 'With the gauge');
    writeFileSync(join(folder, 'src', 'other.js'), 'export const one = 2;\n');
    expect((await run(['--undo', '--yes'])).code).toBe(0);
    expect(manifestNow()).toBe(bare);
  });
});

describe('the install afterwards', () => {
  const path = process.env['PATH'];

  afterEach(() => {
    process.env['PATH'] = path;
  });

  /** An npm that leaves so many copies of `@forge/api`. */
  function npmThatLeaves(copies: string[], code = 0): void {
    const made = copies.map(
      (place) =>
        `mkdir -p "${place}/@forge/api" && echo '{"version":"8.3.0"}' > "${place}/@forge/api/package.json"\n`,
    );
    const file = join(around, 'bin', 'npm');
    write(around, [['bin/npm', `#!/bin/sh\n${made.join('')}exit ${String(code)}\n`]]);
    chmodSync(file, 0o755);
    process.env['PATH'] = `${dirname(file)}${delimiter}${path ?? ''}`;
  }

  it('fails where it brought a second copy of @forge/api, and names both', async () => {
    npmThatLeaves(['node_modules', 'node_modules/@forge/events/node_modules']);
    const { code, said } = await run(['--yes']);
    expect(code).toBe(1);
    expect(said).toContain(
      'There are 2 copies of @forge/api, and a bundle must have one:\n  8.3.0  node_modules/@forge/api\n' +
        '  8.3.0  node_modules/@forge/events/node_modules/@forge/api\n',
    );
  });

  it('says what comes next where there is one copy', async () => {
    npmThatLeaves(['node_modules']);
    const { code, said } = await run(['--yes']);
    expect(code).toBe(0);
    expect(said).toContain('The gauge is embedded. Next: "forge lint"');
  });

  it('says that it saw no copy where packages are kept elsewhere', async () => {
    npmThatLeaves([]);
    const { code, said } = await run(['--yes']);
    expect(code).toBe(0);
    expect(said).toContain('whether it is there once was not looked at');
  });

  it('that fails leaves the files written, and says so', async () => {
    npmThatLeaves([], 7);
    const { code, said } = await run(['--yes']);
    expect(code).toBe(1);
    expect(said).toContain('"npm install" failed (it ended with 7). The files are written');
  });
});
