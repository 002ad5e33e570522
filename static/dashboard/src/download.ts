/** Some browsers begin to read the blob only long after the click that asks for it. */
const readForMs = 60_000;

/** Gives the person a file. The frame's sandbox allows downloads; the policy allows no other way out of the page. */
export function download(name: string, parts: readonly BlobPart[], type = 'application/x-ndjson'): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => {
    URL.revokeObjectURL(url);
  }, readForMs);
}

/** `points-gauge-hours-acme-2026-11-27`: what it is, of which site as far as that is known, and of which day. */
export function fileStem(what: string, site: string | null, day: string): string {
  const name = (site ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return ['points-gauge', what, name, day].filter((part) => part !== '').join('-');
}
