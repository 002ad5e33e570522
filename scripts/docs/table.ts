/** A Markdown table. A pipe would end its cell, a line break its row. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', '<br>');
}

export const code = (text: string): string => `\`${text}\``;

/** A source as a link where it is an address, else as it is. */
export function sourceLink(source: string): string {
  const address = /^(https:\/\/[^\s,;]+)(.*)$/s.exec(source);
  if (address === null) return source;
  const [, url = '', rest = ''] = address;
  return `[${url.replace(/^https:\/\/(www\.)?/, '').replace(/\/$/, '')}](${url})${rest}`;
}
