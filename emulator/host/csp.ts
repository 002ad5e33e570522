/**
 * The Content-Security-Policy that Forge serves a Custom UI page with, for an app without content or external permissions
 * on a production site. Taken down from @forge/csp 6.3.2 (CSPInjectionService), 2026-11. Two values are the local host's
 * own: the site's address, and where violations are reported, so that they show in the cloud's log.
 */
export function forgePagePolicy(hostOrigin: string): string {
  const cdn = 'https://forge.cdn.prod.atlassian-dev.net';
  const objectStore = [
    'https://tdp-os.services.atlassian.com/fos-eap/download/',
    'https://tdp-os.services.atlassian.com/fos/app/download/',
    'https://tdp-os.services.atlassian.com/fos/cdn/download/',
    'https://object-store.atlassian.com/os/ecosystem/installation/',
  ];
  const uploads = [
    'https://tdp-os.services.atlassian.com/fos/app/upload/',
    'https://tdp-os.services.atlassian.com/fos/cdn/upload/',
  ];
  const media = 'https://api.media.atlassian.com';
  const images = [
    'https://secure.gravatar.com',
    'https://images.unsplash.com',
    'https://avatar-management--avatars.us-west-2.prod.public.atl-paas.net',
    'https://*.wp.com/avatar-management--avatars.us-west-2.prod.public.atl-paas.net/',
    'https://api.atlassian.com',
    media,
    'https://pf-emoji-service.prod-east.frontend.public.atl-paas.net',
    'https://pf-reactions-service.prod-east.frontend.public.atl-paas.net',
    'https://assets-media.atlassian.com',
    'https://teams-directory-frontend.prod-east.frontend.public.atl-paas.net/assets/',
    'https://teams-directory-frontend.prod-east.frontend.public.atl-paas.net/assets/gradients/',
  ];
  const connections = [
    'https://api.atlassian.com/metal/ingest',
    'https://api.atlassian.com/gateway/api/emoji/',
    'https://api.atlassian.com/gateway/api/elements/emoji',
    media,
    'https://as.atlassian.com',
    'https://forge-outbound-proxy.services.atlassian.com',
  ];
  const sites = [
    '*.atlassian.net',
    'bitbucket.org',
    '*.jira.com',
    '*.atlassian.com',
    '*.frontend.public.atl-paas.net',
  ];
  const directives: [string, string[]][] = [
    ['default-src', ["'self'", ...objectStore]],
    ['frame-ancestors', ["'self'", ...sites, hostOrigin, ...objectStore]],
    ['frame-src', ["'self'", hostOrigin, media, ...objectStore]],
    ['font-src', ["'self'", ...objectStore]],
    ['img-src', ["'self'", 'data:', 'blob:', hostOrigin, ...images, ...objectStore]],
    ['media-src', ["'self'", 'data:', 'blob:', hostOrigin, media, ...objectStore]],
    ['connect-src', ["'self'", hostOrigin, ...connections, ...objectStore, ...uploads, cdn]],
    ['script-src', ["'self'", cdn, ...objectStore]],
    ['style-src', ["'self'", hostOrigin, cdn, ...objectStore]],
    ['form-action', ["'self'"]],
    ['sandbox', sandboxTokens],
    ['report-uri', ['/__host/csp-report']],
  ];
  return directives.map(([name, values]) => `${name} ${values.join(' ')}`).join('; ');
}

/** Of the policy. The frame's own attribute is narrower. */
const sandboxTokens = [
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-downloads',
  'allow-forms',
  'allow-modals',
  'allow-pointer-lock',
  'allow-same-origin',
  'allow-scripts',
];

/** For the host's own page around it: nothing from elsewhere. */
export const hostPagePolicy =
  "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; object-src 'none'; base-uri 'none'";
