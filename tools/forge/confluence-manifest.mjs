import { confluenceVariant } from './confluence-variant.mjs';
import { writeVariant } from './write-variant.mjs';

const head = `# Points Gauge for sites with Confluence and without Jira. Written from manifest.yml by "npm run manifest:confluence".
# The platform allows one required product per app, so register it as an app of its own before "forge deploy".
`;

/** `npm run manifest:confluence [-- --stdout]` */
await writeVariant({ name: 'confluence', head, variantOf: confluenceVariant });
