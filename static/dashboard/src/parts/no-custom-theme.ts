/**
 * Stands in for Atlassian's making of a theme from a brand's colour: 16 KB gzip, and none of the pages that Forge draws is asked for one. A page that
 * was asked all the same keeps the product's own colours.
 */
export function getCustomThemeStyles(): Promise<[]> {
  return Promise.resolve([]);
}
