// A receiver of alerts, as a process of its own: it checks the signature as any receiver would, writes a line for each request, and refuses as told.
import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.SECRET ?? '';
const refuse = (process.env.REFUSE ?? '').split(',').filter((status) => status !== '');

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts).toString('utf8');
    const header = request.headers['x-points-gauge-signature'] ?? '';
    const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
    const wanted = createHmac('sha256', secret).update(`${time}.${body}`).digest();
    const isSigned = signature !== undefined && timingSafeEqual(Buffer.from(signature, 'hex'), wanted);
    const status = Number(refuse.shift() ?? 200);
    console.log(
      JSON.stringify({
        isSigned,
        header,
        id: request.headers['x-points-gauge-delivery'],
        status,
        body: JSON.parse(body),
      }),
    );
    response.writeHead(status, status === 302 ? { Location: 'http://127.0.0.1:1/' } : {}).end();
  });
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  console.log(JSON.stringify({ port: server.address().port })),
);
