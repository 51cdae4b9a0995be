// A third party's program: receives webhooks of the platform and keeps a mirror of what they tell.
import { createServer, type IncomingMessage } from 'node:http';
import { parseArgs } from 'node:util';
import { openReceiver } from './receive.js';
import type { Headers } from './verify.js';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8080' },
    key: { type: 'string', multiple: true, default: [] },
    file: { type: 'string', default: 'webhooks.jsonl' },
  },
});

/** More than the platform ever sends. */
const bodyBytes = 64_000;

const receiver = await openReceiver(options.key, options.file);

/** The body as text; null where it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function handle(
  request: IncomingMessage,
): Promise<{ readonly status: number; readonly text?: string }> {
  if (request.method === 'GET')
    return { status: 200, text: JSON.stringify(receiver.mirror.state(), null, 2) };
  if (request.method !== 'POST') return { status: 405 };
  const body = await bodyOf(request);
  return body === null
    ? { status: 413 }
    : { status: await receiver.receive(request.headers as Headers, body) };
}

const server = createServer((request, response) => {
  handle(request).then(
    ({ status, text = '' }) => response.writeHead(status, { 'content-type': 'application/json' }).end(text),
    (error: unknown) => {
      // Not confirmed, so it is sent again.
      console.error(error);
      response.writeHead(500).end();
    },
  );
});
server.listen(Number(options.port), () => {
  const { port } = server.address() as { port: number };
  console.log(`listening on http://localhost:${port}, with ${options.key.length} key(s)`);
});
process.once('SIGTERM', () => server.close());
