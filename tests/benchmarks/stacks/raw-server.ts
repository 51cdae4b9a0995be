// The limit of Node and PostgreSQL: node:http, one prepared statement per query, and its text as the answer.
import { createServer } from 'node:http';
import pg from 'pg';
import { queries } from '../queries/all.js';
import type { Row } from '../queries/query.js';

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['POOL_SIZE']),
  // Else a LIMIT lets PostgreSQL plan anew each time.
  options: '-c plan_cache_mode=force_generic_plan',
});
const statements = new Map(queries.map(({ name, raw }) => [`/${name}`, { name, ...raw }]));

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => (body += text));
  request.on('end', () => {
    const { name, text, values } = statements.get(request.url ?? '')!;
    pool
      .query<[string]>({ name, text, values: [...values(JSON.parse(body) as Row)], rowMode: 'array' })
      .then(
        ({ rows: [row] }) => ({ status: 200, answer: row![0] }),
        (error: Error) => ({ status: 500, answer: JSON.stringify({ errors: [{ message: error.message }] }) }),
      )
      .then(({ status, answer }) => {
        const bytes = Buffer.from(answer);
        response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
        response.end(bytes);
      })
      .catch((error: unknown) => response.destroy(error as Error));
  });
});

server.listen(0, '127.0.0.1', () =>
  console.log(`listening on ${(server.address() as { port: number }).port}`),
);
process.once('SIGTERM', () => process.exit(0));
