import { createRequire } from 'node:module';
import { join } from 'node:path';

const themes = [
  'atlassian-light',
  'atlassian-dark',
  'atlassian-spacing',
  'atlassian-shape',
  'atlassian-typography',
  'atlassian-motion',
] as const;

/** The design tokens as CSS variables, from the files that @atlaskit/tokens ships. @throws Error when they are not there. */
export function tokenCss(projectRoot: string): string {
  const load = createRequire(join(projectRoot, 'package.json'));
  return themes
    .map((theme) => {
      const module = load(`@atlaskit/tokens/dist/cjs/artifacts/themes/${theme}.js`) as { default?: unknown };
      if (typeof module.default !== 'string')
        throw new Error(`@atlaskit/tokens has no style sheet ${theme}.`);
      return module.default;
    })
    .join('\n');
}
