/** Where a message may go: whoever writes a log line can write any address, so only the addresses of Forge's web triggers are called. */

/** Source: Forge manifest reference, "Web trigger", the two forms of address, read 2026-11. */
const triggers: readonly { host: RegExp; path: RegExp }[] = [
  { host: /^[0-9a-z-]{1,63}\.webtrigger\.atlassian\.app$/, path: /^\/public\/[\w-]{8,100}$/ },
  { host: /^[0-9a-z-]{1,63}\.hello\.atlassian-dev\.net$/, path: /^\/x1\/[\w-]{8,100}$/ },
];
const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * @param isEmulated the gateway is an emulated cloud on this machine: then its triggers are here, too, and nowhere else
 * @returns the address as it is called; `null` for one that is no web trigger's
 */
export function readNoticeAddress(text: string, isEmulated: boolean): string | null {
  if (text.length > 300 || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (isEmulated) {
    const isHere = url.protocol === 'http:' && thisMachine.test(url.hostname);
    return isHere && triggers.some(({ path }) => path.test(url.pathname)) ? url.href : null;
  }
  if (url.protocol !== 'https:' || url.port !== '') return null;
  const isTrigger = triggers.some(({ host, path }) => host.test(url.hostname) && path.test(url.pathname));
  return isTrigger ? url.href : null;
}
