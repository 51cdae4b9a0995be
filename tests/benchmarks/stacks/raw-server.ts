// The limit of Node and PostgreSQL: node:http, one prepared statement per query, and its text as the answer.
import { createServer } from 'node:http';
import pg from 'pg';
import { queries } from '../queries/all.js';
import type { Row } from '../queries/query.js';

const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['POOL_SIZE']),
  // Else a LIMIT lets PostgreSQL plan anew each time; and it takes rows in memory for rows on a disk that turns, so that
  // it reads the whole of a small table where one row is wanted.
  options: '-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
});
const statements = new Map(queries.map(({ name, raw }) => [`/${name}`, { name, ...raw }]));

async function answer(
  path: string,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const { name, text, values } = statements.get(path)!;
    const query = { name, text, values: [...values(JSON.parse(body) as Row)], rowMode: 'array' };
    const { rows } = await pool.query<[string]>(query);
    return { status: 200, text: rows[0]![0] };
  } catch (error) {
    return { status: 500, text: JSON.stringify({ errors: [{ message: String(error) }] }) };
  }
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => (body += text));
  request.on('end', () => {
    void answer(request.url ?? '', body).then(({ status, text }) => {
      const bytes = Buffer.from(text);
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
      return response.end(bytes);
    });
  });
});

server.listen(0, '127.0.0.1', () =>
  console.log(`listening on ${(server.address() as { port: number }).port}`),
);
process.once('SIGTERM', () => process.exit(0));
