// Load for a server of this machine over raw kept-alive sockets: a client library would cost more than what it measures.
import { Buffer } from 'node:buffer';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

const headEnd = Buffer.from('\r\n\r\n');

/** One connection with one request at a time. Answers must name their length. */
class Connection {
  #socket;
  #read = Buffer.alloc(0);
  #answered = null;

  constructor(port) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay();
    this.#socket.on('data', (chunk) => {
      this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk]);
      this.#settle();
    });
    this.#socket.on('error', (error) => this.#answered?.reject(error));
  }

  /** @param request whole, as it goes over the wire @returns its status */
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
    const head = this.#read.latin1Slice(0, end);
    const status = Number(head.slice(9, 12));
    const length = status === 204 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) throw new Error(`An answer without Content-Length:\n${head}`);
    const whole = end + headEnd.length + length;
    if (this.#read.length < whole) return;
    this.#read = this.#read.subarray(whole);
    this.#answered.resolve(status);
  }
}

async function withConnections(port, count, work) {
  const connections = Array.from({ length: count }, () => new Connection(port));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

function mustBeServed(status) {
  if (status !== 200 && status !== 204) throw new Error(`The server answered ${status}.`);
}

/** As fast as it goes over so many connections. */
export function flood(port, { requests, seconds, connections }) {
  return withConnections(port, connections, async (all) => {
    const [startMs, untilMs] = [performance.now(), performance.now() + seconds * 1_000];
    let asked = 0;
    await Promise.all(
      all.map(async (connection) => {
        while (performance.now() < untilMs)
          mustBeServed(await connection.ask(requests[asked++ % requests.length]));
      }),
    );
    return { answered: asked, perSecond: asked / ((performance.now() - startMs) / 1_000) };
  });
}

/**
 * At a fixed rate, whatever the answers take: what had to wait for a free connection waited since it was due.
 * @returns milliseconds of each answer from when its request was due
 */
export function steady(port, { requests, seconds, perSecond, connections }) {
  return withConnections(port, connections, async (all) => {
    const total = seconds * perSecond;
    const startMs = performance.now() + 100;
    const tookMs = [];
    let next = 0;
    await Promise.all(
      all.map(async (connection) => {
        for (let n = next++; n < total; n = next++) {
          const dueMs = startMs + (n * 1_000) / perSecond;
          while (dueMs > performance.now()) await new Promise((resolve) => setTimeout(resolve, 1));
          mustBeServed(await connection.ask(requests[n % requests.length]));
          tookMs.push(performance.now() - dueMs);
        }
      }),
    );
    return tookMs;
  });
}
