import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGaugePart, type GaugePart } from '../../cli/embed/gauge-part';
import type { AppFiles } from '../../cli/embed/app-files';
import { planEmbedding, type EmbedChoice, type EmbedPlan } from '../../cli/embed/plan';

const root = join(__dirname, '..', '..');

/** What of this project's own manifest an app gets. */
export function gaugePart(): GaugePart {
  known ??= readGauge();
  return known;
}
/** Read once a file of tests: nobody who plans changes it. */
let known: GaugePart | undefined;

function readGauge(): GaugePart {
  const words = JSON.parse(readFileSync(join(root, 'locales', 'en-US.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  return readGaugePart(readFileSync(join(root, 'manifest.yml'), 'utf8'), words);
}

export function embedded(app: AppFiles, choice: Partial<EmbedChoice> = {}): EmbedPlan {
  const spec = { version: '0.1.0', gaugeSpec: 'file:points-gauge-0.1.0.tgz', folderName: 'app' };
  return planEmbedding(app, {
    ...spec,
    part: gaugePart(),
    areScopesAdded: true,
    isApiRaised: false,
    ...choice,
  });
}

/** A small app as `forge create` leaves it, with what a test puts in its place. */
export function app(files: Record<string, string> = {}): Map<string, string> {
  return new Map(
    Object.entries({
      'manifest.yml': manifest(),
      'package.json': '{\n  "name": "small",\n  "dependencies": {\n    "@forge/api": "^8.0.0"\n  }\n}\n',
      'src/index.js': "import api, { route } from '@forge/api';\nexport const run = () => api.asApp();\n",
      ...files,
    }),
  );
}

export function manifest({ modules = '', functions = '', rest = '' } = {}): string {
  return `# The app's own words.
modules:
  jira:issuePanel:
    - key: panel
      title: 'A panel' # as it is called
      function: main
${modules}  function:
    - key: main
      handler: index.run
${functions}app:
  id: ari:cloud:ecosystem::app/1
  runtime:
    name: nodejs24.x
permissions:
  scopes:
    - read:jira-work
${rest}`;
}
