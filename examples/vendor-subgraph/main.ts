// Serves the vendor's subgraph: `npx tsx examples/vendor-subgraph/main.ts --accounts accounts.json --port 4001`.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createHandler } from 'graphql-http/lib/use/http';
import { loyaltySchema, type Account } from './schema.js';

const { values: options } = parseArgs({
  options: { accounts: { type: 'string' }, port: { type: 'string', default: '4001' } },
});
const accounts =
  options.accounts === undefined
    ? []
    : (JSON.parse(await readFile(options.accounts, 'utf8')) as readonly Account[]);

const handle = createHandler({ schema: loyaltySchema(accounts) });
const server = createServer((req, res) => void handle(req, res));
server.listen(Number(options.port), () =>
  console.log(`http://localhost:${(server.address() as AddressInfo).port}`),
);
