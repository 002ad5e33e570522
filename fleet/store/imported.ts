/** In place of an installation's eight digits: hours that a site's file brought, for which nobody vouches. */
export const importedInstallation = 'imported';

/** Of a row of `site`: no line of it was ever read, and a file brought hours of it. */
export const isOfFileAlone = `(site.last_seen_ms is null and exists (
  select from site_hour where site_hour.site = site.id and installation = '${importedInstallation}'))`;
