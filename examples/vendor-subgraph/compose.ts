// Composes the platform's subgraph with the vendor's and prints the supergraph, with which a router starts.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const { values: options } = parseArgs({
  options: {
    platform: { type: 'string', default: 'http://localhost:4000/subgraph' },
    vendor: { type: 'string', default: 'http://localhost:4001' },
  },
});

const sdl = (path: string) =>
  parse(readFileSync(new URL(path, import.meta.url), 'utf8'), { noLocation: true });

const { errors, supergraphSdl } = composeServices([
  { name: 'gongzhi', url: options.platform, typeDefs: sdl('../../schema/subgraph.graphql') },
  { name: 'loyalty', url: options.vendor, typeDefs: sdl('loyalty.graphqls') },
]);
for (const { message } of errors ?? []) console.error(message);
if (supergraphSdl === undefined) process.exitCode = 1;
else process.stdout.write(supergraphSdl);
