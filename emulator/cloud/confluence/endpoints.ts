/** Everything of Confluence that the emulator answers. */
import type { CloudEndpoint } from '../exchange';
import { peopleEndpoints } from './people';
import { searchV1Endpoints } from './search';
import { spaceEndpoints } from './spaces';
import { attachmentV1Endpoints } from './v1-attachments';
import { contentV1Endpoints } from './v1-content';
import { childV1Endpoints } from './v1-children';
import { labelV1Endpoints } from './v1-labels';
import { placeV1Endpoints } from './v1-places';
import { propertyV1Endpoints } from './v1-properties';
import { versionV1Endpoints } from './v1-versions';
import { restrictionEndpoints } from './v1-restrictions';
import { commentEndpoints } from './v2-comments';
import { titledEndpoints } from './v2-pages';
import { operationEndpoints } from './v2-operations';
import { partEndpoints } from './v2-parts';
import { treeEndpoints } from './v2-tree';

export const confluenceEndpoints: readonly CloudEndpoint[] = [
  ...titledEndpoints,
  ...treeEndpoints,
  ...commentEndpoints,
  ...partEndpoints,
  ...operationEndpoints,
  ...spaceEndpoints,
  ...contentV1Endpoints,
  ...childV1Endpoints,
  ...labelV1Endpoints,
  ...placeV1Endpoints,
  ...propertyV1Endpoints,
  ...versionV1Endpoints,
  ...attachmentV1Endpoints,
  ...restrictionEndpoints,
  ...searchV1Endpoints,
  ...peopleEndpoints,
];
