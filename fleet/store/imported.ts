/** In place of an installation's eight digits: hours that a site's file brought, for which nobody vouches. */
export const importedInstallation = 'imported';

/**
 * An account is exact, and a report has neither routes nor endpoints of an hour: whichever came first, the account's hour holds. So all numbers
 * of reports are below all of accounts, which count from 1, and the order among themselves stays. Fits the store's 32 bits for each number of a line.
 */
export function numberOfReport(number: number): number {
  return number - 2 ** 31;
}

/** Of a row of `site`: no line of it was ever read, and a file brought hours of it. */
export const isOfFileAlone = `(site.last_seen_ms is null and exists (
  select from site_hour where site_hour.site = site.id and installation = '${importedInstallation}'))`;
