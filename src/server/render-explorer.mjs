// Writes the explorer's page as it is and compressed: `node render-explorer.mjs <options as JSON> <file>`. Runs in a
// process of its own, because the page and the package that makes it take more memory than all else in the server.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const [options, file] = process.argv.slice(2);
const page = renderGraphiQL(JSON.parse(options));
writeFileSync(file, page);
writeFileSync(`${file}.gz`, gzipSync(page));
