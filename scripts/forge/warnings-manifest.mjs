import { warningsVariant } from './warnings-variant.mjs';
import { writeVariant } from './write-variant.mjs';

const head = `# Points Gauge that may warn by a work item in Jira. Written from manifest.yml by "npm run manifest:warnings".
# It asks for one more scope, so every site has to approve the update: "forge install --upgrade".
`;

/** `npm run manifest:warnings [-- --stdout]` */
await writeVariant({ name: 'warnings', head, variantOf: warningsVariant });
