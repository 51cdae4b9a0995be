// PostGraphile as its manual has it in production: the Amber preset on node:http, with prepared statements.
import { createServer } from 'node:http';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { grafserv } from 'grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { sql } from 'postgraphile/pg-sql2';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { addPgTableOrderBy, orderByAscDesc } from 'postgraphile/utils';

const pinyinOrder = addPgTableOrderBy({ schemaName: 'public', tableName: 'Organization' }, () =>
  orderByAscDesc('NAME_PINYIN', ($organizations) => ({
    fragment: sql`${$organizations.alias ?? $organizations}.name COLLATE "zh-x-icu"`,
    codec: TYPES.text,
  })),
);

const server = createServer();
await postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [pinyinOrder],
  // It would hide conditions on columns that no index begins with, and so the filters of our queries.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['public'],
      poolConfig: { max: Number(process.env.POOL_SIZE) },
    }),
  ],
  grafserv: { graphiql: false, watch: false },
  grafast: { explain: false },
})
  .createServ(grafserv)
  .addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));
