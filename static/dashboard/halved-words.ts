import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';
import { halfOf } from './src/text/first-words.ts';

const halved = /^(.+\/[a-z]{2,3}\.ts)\?(first|rest)$/;

/** Gives a half of a language's file for `./en?first` and `./en?rest`. The file is data, so it is run here, once for each. */
export const halvedWords: Plugin = {
  name: 'halved-words',
  enforce: 'pre',
  resolveId: (source, importer) => {
    const [, name, half] = /^(\.\/[a-z]{2,3})\?(first|rest)$/.exec(source) ?? [];
    return name === undefined || half === undefined || importer === undefined
      ? null
      : `${join(dirname(importer), name).replaceAll('\\', '/')}.ts?${half}`;
  },
  async load(id) {
    const [, file, half] = halved.exec(id) ?? [];
    if (file === undefined || (half !== 'first' && half !== 'rest')) return null;
    this.addWatchFile(file);
    const language = basename(file, '.ts');
    const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'esm' });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
      string,
      unknown
    >;
    return {
      code: `export const ${language} = ${JSON.stringify(halfOf(module[language], half))};`,
      moduleType: 'js',
    };
  },
};
