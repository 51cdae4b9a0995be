// Texts that attack: each is taken as the text that it is, or refused by name, wherever a text can be given.
import { connect, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEnumType, isInputObjectType, type GraphQLSchema } from 'graphql';
import { plainName } from '../../src/kernel/graph/names.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import { newId } from '../../src/kernel/ids.js';
import { listen } from '../../src/server/http.js';
import { changed, dump } from '../support/dump.js';
import { mighty } from '../support/domains.js';
import { faultOfAnswer } from '../support/laws/asking.js';
import { payloads } from '../support/laws/payloads.js';
import { watchErrors, type Refused } from '../support/laws/statements.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');
const caller = mighty();

let refused: readonly Refused[];
beforeAll(() => {
  const { engine, pool } = platform.platform;
  refused = watchErrors(pool, engine.writePool);
});
/** Statements are made by the program alone, so that none is ever wrong, whatever is bound to it. */
afterAll(() => expect(refused.filter(({ code }) => /^(?:42|22|XX)/.test(code))).toEqual([]));

test('there are two hundred, each once', () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(200);
  expect(payloads.length).toBe(new Set(payloads).size);
});

/** Everywhere that a text can stand in a question about a list: as document text around the variable `$p`. */
function placesOf(shape: Shape, schema: GraphQLSchema): readonly string[] {
  const { plural, search, naturalKeys = {} } = shape.entity;
  if (plural === undefined || !schema.getType(shape.name)) return [];
  const filter = schema.getType(`${shape.name}Filter`);
  const fields = isInputObjectType(filter) ? Object.values(filter.getFields()) : [];
  const compared = fields.flatMap(({ name, type }) => {
    if (!isInputObjectType(type) || isEnumType(type)) return [];
    const takes = Object.values(type.getFields()).filter((one) => String(one.type) === 'String');
    return takes.map((one) => `${plural}(first: 1, filter: { ${name}: { ${one.name}: $p } }) { totalCount }`);
  });
  const field = plainName(shape.name);
  const roots = schema.getQueryType()!.getFields();
  const byRef = roots[field]?.args.some(({ name }) => name === 'ref') ?? false;
  const keys = Object.entries(naturalKeys).map(([name, { columns, inTenant }]) => {
    const parts = columns.map((column) => `${column}: $p`).join(' ');
    return `${field}(ref: { ${name}: ${inTenant ? `{ tenant: 990101 ${parts} }` : '$p'} }) { __typename }`;
  });
  return [
    ...(search ? [`${plural}(first: 1, search: $p) { totalCount nodes { __typename } }`] : []),
    `${plural}(first: 1, after: $p) { nodes { __typename } }`,
    `${plural}(last: 1, before: $p) { nodes { __typename } }`,
    ...compared,
    ...(byRef ? keys : []),
  ];
}

describe('in questions', () => {
  test('every payload in filters, searches, cursors, ids and keys is no more than a text', async () => {
    const schema = platform.platform.schema(caller.audience);
    const places = [...graph().values()].flatMap((shape) => placesOf(shape, schema));
    const before = await dump(platform.pool);
    let at = 0;
    for (const payload of payloads) {
      // Each in some places, so that each place has several; written out and as a variable.
      const some = Array.from({ length: 12 }, () => places[(at += 1) % places.length]!);
      const quoted = JSON.stringify(payload).replaceAll('\u007f', '\\u007f');
      for (const [one, variables] of [
        [some, { p: payload }],
        [some.slice(0, 4).map((place) => place.replaceAll('$p', () => quoted)), {}],
      ] as const) {
        const typed = 'p' in variables;
        for (const place of typed ? one : [one.map((text, i) => `a${i}: ${text}`).join(' ')]) {
          const source = `query ${typed ? '($p: String!)' : ''} { ${place} node(id: "x") { id } }`;
          const answer = await platform.platform.run({ source, variables }, caller);
          const fault = faultOfAnswer(answer);
          if (fault !== null) throw new Error(`${JSON.stringify(payload.slice(0, 80))}: ${fault}\n${source}`);
        }
      }
      const ids = await platform.query(
        'query ($p: ID!, $all: [ID!]!) { node(id: $p) { id } nodes(ids: $all) { id } }',
        {
          p: payload,
          all: [payload, `org_990101_${payload}`, `div_0_${payload}`],
        },
      );
      expect([payload, ids.data, ids.errors]).toEqual([
        payload,
        { node: null, nodes: [null, null, null] },
        undefined,
      ]);
    }
    expect(changed(before, await dump(platform.pool))).toEqual([]);
  }, 120_000);

  test('names of the language and its prototypes are no names of the graph, nor of what is asked', async () => {
    for (const name of payloads.filter(
      (one) => /^\w{1,40}$/.test(one) && /\D/.test(one) && !/^\d/.test(one),
    )) {
      const answers = [
        await platform.query(`{ ${name === '__typename' ? 'no' : name} }`),
        await platform.query('query ($f: OrganizationFilter) { organizations(filter: $f) { totalCount } }', {
          f: JSON.parse(`{ ${JSON.stringify(name)}: { "eq": "x" } }`) as unknown,
        }),
        await platform.query(
          'query ($o: [OrganizationOrder!]) { organizations(orderBy: $o) { totalCount } }',
          {
            o: [{ field: name, direction: 'ASC' }],
          },
        ),
      ];
      for (const { errors, status } of answers)
        expect([name, status, errors?.map(({ extensions }) => extensions!['code'])[0]]).toEqual([
          name,
          400,
          'BAD_REQUEST',
        ]);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('in what is written', () => {
  /** Control characters beside the ends of lines, halves of characters, and what is too short or too long. */
  function isRefused(text: string, most: number): boolean {
    const { length } = [...text];
    // oxlint-disable-next-line no-control-regex
    const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;
    return length < 1 || length > most || unprintable.test(text);
  }

  test('every payload is read as it was written, in composed characters, or refused by name', async () => {
    const most = 200;
    const names = payloads.map((payload) => payload.normalize('NFC').trim());
    for (let i = 0; i < payloads.length; i += 10) {
      const slice = payloads.slice(i, i + 10);
      const variables = Object.fromEntries(
        slice.map((payload, n) => [
          `i${n}`,
          {
            kind: 'ENTERPRISE',
            division: { code: '990101001001' },
            name: payload,
            aliases: [payload],
            idempotencyKey: newId(),
          },
        ]),
      );
      const fields = slice.map(
        (_, n) =>
          `w${n}: createOrganization(input: $i${n}) { organization { id name aliases } userErrors { code rule message path } }`,
      );
      const declared = slice.map((_, n) => `$i${n}: CreateOrganizationInput!`).join(' ');
      const answer = await platform.query(`mutation (${declared}) { ${fields.join('\n')} }`, variables, {
        as: caller,
      });
      expect([slice, faultOfAnswer(answer)]).toEqual([slice, null]);
      for (const [n] of slice.entries()) {
        const { organization, userErrors } = answer.data![`w${n}`] as {
          organization: { id: string; name: string; aliases: string[] } | null;
          userErrors: { code: string; rule: string }[];
        };
        const name = names[i + n]!;
        if (isRefused(name, most)) {
          expect([name, organization]).toEqual([name, null]);
          expect(userErrors.every(({ rule }) => /^text-(?:length|printable)$/.test(rule))).toBe(true);
          continue;
        }
        // A name that another payload has already, once both are composed, is one that exists.
        if (organization === null) {
          expect([name, names.indexOf(name) < i + n, userErrors[0]?.code]).toEqual([name, true, 'CONFLICT']);
          continue;
        }
        expect([organization.name, organization.aliases]).toEqual([name, [name]]);
        const found = await platform.read<{ organizations: { nodes: { id: string; name: string }[] } }>(
          'query ($p: String!) { organizations(filter: { name: { eq: $p } }) { nodes { id name } } }',
          { p: name },
          caller,
        );
        expect([name, found.organizations.nodes]).toEqual([
          name,
          expect.arrayContaining([{ id: organization.id, name }]),
        ]);
      }
    }
  }, 120_000);
});

describe('over HTTP', () => {
  let server: Server;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-injections-'));
    server = await listen(platform.platform, 0, dataDir);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Sends bytes as they are, and reads all that comes back. */
  function sent(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.on('end', () => resolve(text)).on('error', reject);
      socket.end(Buffer.from(request));
    });
  }

  const places: readonly ((payload: string) => { readonly path: string; readonly header?: string })[] = [
    (p) => ({ path: `/graphql?query=${encoded(p)}` }),
    (p) => ({ path: `/graphql?query=%7B__typename%7D&variables=${encoded(p)}` }),
    (p) => ({ path: `/graphql?query=%7B__typename%7D&operationName=${encoded(p)}` }),
    (p) => ({ path: `/graphql?query=%7B__typename%7D&extensions=${encoded(p)}` }),
    (p) => ({ path: `/files/${encoded(p)}` }),
    (p) => ({ path: `/files/${encoded(`evf_990101_${p}`)}` }),
    (p) => ({ path: `/documents/${encoded(p)}` }),
    (p) => ({ path: `/documents/${encoded(p)}.csv` }),
    (p) => ({ path: `/documents/public-sheet.html?fund=${encoded(p)}&year=${encoded(p)}` }),
    (p) => ({ path: `/documents/public-sheet.csv?${encoded(p)}=1` }),
    (p) => ({ path: `/ledger/${encoded(p)}` }),
    (p) => ({ path: `/ledger/990101.hledger?fund=${encoded(p)}&from=${encoded(p)}&knownAt=${encoded(p)}` }),
    (p) => ({ path: `/ledger/heads.json?tenant=${encoded(p)}` }),
    (p) => ({ path: `/ledger/990101/vouchers/${encoded(p)}` }),
    (p) => ({ path: `/${encoded(p)}` }),
    (p) => ({ path: `/q/${encoded(p)}.csv?${encoded(p)}=${encoded(p)}` }),
    ...[
      'Authorization',
      'Accept',
      'Accept-Language',
      'Content-Type',
      'Cookie',
      'Host',
      'Idempotency-Key',
      'If-None-Match',
      'Range',
      'Traceparent',
      'X-Forwarded-For',
      'X-Request-Id',
      'X-HTTP-Method-Override',
      'Last-Event-Id',
      'Consistency',
    ].map((name) => (p: string) => ({
      path: '/graphql?query=%7Bdivisions%7BtotalCount%7D%7D',
      header: `${name}: ${p}`,
    })),
    (p) => ({ path: '/graphql?query=%7B__typename%7D', header: `Authorization: Bearer ${p}` }),
    (p) => ({ path: '/documents/', header: `Authorization: Bearer gz_test_${p}_${p}` }),
  ];
  /** A payload as it stands in an address; halves of characters have no bytes. */
  const encoded = (text: string): string => encodeURIComponent(Buffer.from(text).toString()).slice(0, 3_000);

  test('every payload in addresses, headers and credentials is refused or ignored', async () => {
    const before = await dump(platform.pool);
    for (const [i, payload] of payloads.entries())
      for (let n = 0; n < 5; n += 1) {
        const { path, header } = places[(i * 5 + n) % places.length]!(payload);
        const host = header?.startsWith('Host:') ? '' : 'Host: localhost\r\n';
        // What ends a line in a header is the sender's own; what is left of it is one.
        const line = header === undefined ? '' : `${header.replaceAll(/[\r\n]/g, ' ').slice(0, 2_000)}\r\n`;
        const answer = await sent(`GET ${path} HTTP/1.1\r\n${host}${line}Connection: close\r\n\r\n`);
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
        const [head] = answer.split('\r\n\r\n') as [string];
        expect([path, header, status < 500 && status >= 200 ? '' : answer]).toEqual([path, header, '']);
        expect(head).not.toMatch(/x-injected/i);
        expect(answer).not.toMatch(/root:.*:0:0:|at \w+ \(|node_modules/);
      }
    expect(changed(before, await dump(platform.pool))).toEqual([]);
  }, 120_000);
});
