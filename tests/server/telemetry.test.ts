// Telemetry: the spans of a request, the numbers of the process, and that neither carries what was said in a request.
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { newId } from '../../src/kernel/ids.js';
import { openNumbers } from '../../src/platform/telemetry/numbers.js';
import { openTracing } from '../../src/platform/telemetry/tracing.js';
import { writePath } from '../../src/server/write-path.js';
import { portOf, useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded');
const exporter = new InMemorySpanExporter();
let stop: () => Promise<void>;
// Before the server, so that nothing is served untold.
beforeAll(() => {
  stop = openTracing(new SimpleSpanProcessor(exporter));
});
const served = useServer(gongzhi);
afterAll(() => stop());

async function send(
  query: string,
  variables: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(`${served.base}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${served.keys.district}`,
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  await response.text();
  return response;
}

/** Spans of the trace, once the request itself has ended. */
async function spansOf(traceId: string): Promise<readonly ReadableSpan[]> {
  for (;;) {
    const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
    if (spans.some(({ name }) => name.startsWith('POST '))) return spans;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const trace = { id: 'aaaabbbbccccddddeeeeffff00001111', parent: '1234567890abcdef' };
const parentOf = (spans: readonly ReadableSpan[], name: string): string | undefined => {
  const id = spans.find((span) => span.name === name)!.parentSpanContext?.spanId;
  return spans.find((span) => span.spanContext().spanId === id)?.name ?? id;
};

test('a request continues the trace of its caller, down to the statement', async () => {
  const { headers } = await send(
    'query Named { division(code: "510117") { name } }',
    {},
    {
      traceparent: `00-${trace.id}-${trace.parent}-01`,
    },
  );
  const spans = await spansOf(trace.id);
  expect(spans.map(({ name }) => name).sort()).toEqual(['POST /graphql', 'graphql.operation', 'sql.read']);
  expect(['POST /graphql', 'graphql.operation', 'sql.read'].map((name) => parentOf(spans, name))).toEqual([
    trace.parent,
    'POST /graphql',
    'graphql.operation',
  ]);
  const request = spans.find(({ name }) => name === 'POST /graphql')!;
  expect(request.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/graphql',
    'http.response.status_code': 200,
    'gongzhi.request_id': headers.get('x-request-id'),
  });
});

test('a write shows each of its steps, and nothing of what was written', async () => {
  const id = 'aaaabbbbccccddddeeeeffff00002222';
  const canary = `canary${newId()}`;
  const { status } = await send(
    'mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }',
    {
      input: {
        idempotencyKey: canary,
        kind: 'ENTERPRISE',
        name: canary,
        division: { code: '990101001001' },
      },
    },
    { traceparent: `00-${id}-${trace.parent}-01`, 'accept-language': canary },
  );
  expect(status).toBe(200);
  const spans = await spansOf(id);
  const steps = spans
    .filter(({ name }) => name.startsWith('write.'))
    .toSorted((a, b) => a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1]);
  expect(new Set(steps.map(({ name }) => name))).toEqual(
    new Set(writePath.map((step) => `write.${step.name}`)),
  );
  const told = spans.map(({ name, attributes, events, status: end }) => ({ name, attributes, events, end }));
  expect(JSON.stringify(told)).not.toContain(canary);
});

test('the numbers count requests by route, method and status, and an unknown place makes no new series', async () => {
  await send('{ viewer { subject } }', {});
  for (const place of ['/nowhere', '/elsewhere']) await (await fetch(served.base + place)).text();
  const text = await (await fetch(`${served.base}/metrics`)).text();
  expect(text).toMatch(
    /^gongzhi_http_request_seconds_count\{route="\/graphql",method="POST",status="200"\} [1-9]\d*$/m,
  );
  expect(text).toMatch(/^gongzhi_http_request_seconds_count\{route="none",method="GET",status="404"\} 2$/m);
  expect(text).not.toMatch(/nowhere|elsewhere/);
  expect(text).toMatch(/^gongzhi_process_resident_bytes \d+$/m);
});

test('a collector gets both, and one that is away holds nothing up', async () => {
  const got = new Map<string, string>();
  const collector = createServer((req: IncomingMessage, res) => {
    const parts: Buffer[] = [];
    req
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        got.set(req.url!, Buffer.concat(parts).toString('latin1'));
        res.end('{}');
      });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${portOf(collector)}`;
  const numbers = openNumbers([['answers_total', 'Answers.', () => 42]], endpoint);
  await numbers.close();
  await new Promise((resolve) => collector.close(resolve));
  expect([...got.keys()]).toEqual(['/v1/metrics']);
  expect(got.get('/v1/metrics')).toContain('gongzhi_answers');
  // The collector is gone now.
  await openNumbers([], endpoint).close();
});
