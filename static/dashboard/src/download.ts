/** Gives the person a file. The frame's sandbox allows downloads; the policy allows no other way out of the page. */
export function downloadText(name: string, parts: readonly string[], type = 'application/x-ndjson'): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(url);
}
