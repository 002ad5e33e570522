/** In place of an installation's eight digits: hours that a site's file brought, for which nobody vouches. */
export const importedInstallation = 'imported';
