/** What the headers of a request say. */
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** A header that may come twice. */
export function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/**
 * Who asks, for counting wrong passwords. A proxy on this machine is believed whom it brings (the last of X-Forwarded-For: what stands before it
 * anybody may have written); of IPv6 the network is meant, since a machine has as many addresses in it as it likes.
 */
export function addressOf({
  socket,
  headers,
}: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }): string {
  const peer = plain(socket.remoteAddress ?? '');
  const brought = textOf(headers['x-forwarded-for'])?.split(',').at(-1)?.trim() ?? '';
  const address = isThisMachine(peer) && brought !== '' ? plain(brought.slice(0, 100)) : peer;
  return isIPv6(address) ? networkOf(address) : address;
}

function isThisMachine(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** IPv4 as a socket of both kinds tells it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Its first 64 bits. */
function networkOf(address: string): string {
  const [before = '', after] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = after === undefined ? head : [...head, ...zeros, ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
