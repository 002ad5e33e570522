/** What a product sets on `<html>` beside the colour mode. Source: getThemeHtmlAttrs of @atlaskit/tokens 20.7.0. */
export const themeAttribute =
  'dark:dark light:light motion:motion shape:shape spacing:spacing typography:typography';
