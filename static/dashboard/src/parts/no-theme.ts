/**
 * Stands in for the themes in which Atlassian tries its tokens. No product asks a page for them; they weigh 14 KB gzip, and a page that
 * was asked all the same would keep the colours that it has. And for the theme of motion: each rule that asks for one of its tokens
 * names the same motion beside it.
 */
const noTheme = '';

export { noTheme as default };
