// Load for a server of this machine over raw kept-alive sockets: a client library would cost more than what it measures.
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

/** @typedef {{ resolve: (status: number) => void, reject: (error: Error) => void }} Waiting */

/**
 * Whole requests, as they go over the wire, in turns.
 * @typedef {{ requests: readonly string[], seconds: number, connections: number }} Load
 */

const headEnd = Buffer.from('\r\n\r\n');

/** One connection with one request at a time. Answers must name their length. */
class Connection {
  #socket;
  /** @type {Buffer} */
  #read = Buffer.alloc(0);
  /** @type {Waiting | null} */
  #answered = null;

  /** @param {number} port */
  constructor(port) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay();
    this.#socket.on('data', (chunk) => {
      this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk]);
      this.#settle();
    });
    this.#socket.on('error', (error) => this.#answered?.reject(error));
  }

  /**
   * @param {string} request whole, as it goes over the wire
   * @returns {Promise<number>} its status
   */
  ask(request) {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #settle() {
    const end = this.#read.indexOf(headEnd);
    if (end < 0) return;
    const head = this.#read.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = status === 204 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error(`An answer without Content-Length:\n${head}`);
    const whole = end + headEnd.length + length;
    if (this.#read.length < whole) return;
    this.#read = this.#read.subarray(whole);
    this.#answered?.resolve(status);
  }
}

/**
 * @template T
 * @param {number} port
 * @param {number} count
 * @param {(connections: readonly Connection[]) => Promise<T>} work
 */
async function withConnections(port, count, work) {
  const connections = Array.from({ length: count }, () => new Connection(port));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** @param {number} status */
function mustBeServed(status) {
  if (status !== 200 && status !== 204) throw new Error(`The server answered ${status}.`);
}

/** @param {readonly string[]} requests @param {number} n */
const inTurn = (requests, n) => requests[n % requests.length] ?? '';

/**
 * As fast as it goes over so many connections.
 * @param {number} port
 * @param {Load} load
 */
export function flood(port, { requests, seconds, connections }) {
  return withConnections(port, connections, async (all) => {
    const [startMs, untilMs] = [performance.now(), performance.now() + seconds * 1_000];
    let asked = 0;
    await Promise.all(
      all.map(async (connection) => {
        while (performance.now() < untilMs) mustBeServed(await connection.ask(inTurn(requests, asked++)));
      }),
    );
    return { answered: asked, perSecond: asked / ((performance.now() - startMs) / 1_000) };
  });
}

/**
 * At a fixed rate, whatever the answers take: what had to wait for a free connection waited since it was due.
 * @param {number} port
 * @param {Load & { perSecond: number }} load
 * @returns milliseconds of each answer from when its request was due
 */
export function steady(port, { requests, seconds, perSecond, connections }) {
  return withConnections(port, connections, async (all) => {
    const total = seconds * perSecond;
    const startMs = performance.now() + 100;
    /** @type {number[]} */
    const tookMs = [];
    let next = 0;
    await Promise.all(
      all.map(async (connection) => {
        for (let n = next++; n < total; n = next++) {
          const dueMs = startMs + (n * 1_000) / perSecond;
          while (dueMs > performance.now()) await new Promise((resolve) => setTimeout(resolve, 1));
          mustBeServed(await connection.ask(inTurn(requests, n)));
          tookMs.push(performance.now() - dueMs);
        }
      }),
    );
    return tookMs;
  });
}
