import type { Installation } from '../../emulator/forge/installation';

/** The installation whose process is killed, and that is there again after the restart. */
export const killedSite: Installation = {
  id: 'installation-of-the-killed',
  cloudId: '11111111-aaaa-4aaa-8aaa-111111111111',
  siteUrl: 'https://acme.atlassian.net',
  environmentType: 'PRODUCTION',
  installedAtMs: 0,
};
