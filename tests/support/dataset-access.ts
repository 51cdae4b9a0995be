// Columns of apps, credentials and posts that the database binds: what proves a credential, forms of scopes, validities.
import { aDivision } from './dataset-money.js';
import { validities, type Make } from './dataset-shapes.js';
import { hex } from './dataset-values.js';

const place = { divisionKey: aDivision };
const scopes = ['funds:read', 'apps:write', 'territory:admin', 'revenue-sharing:read'];
const kinds = ['API_KEY', 'CLIENT_SECRET', 'CLIENT_KEY'];

/** Columns by table and name that are not arbitrary. */
export const accessShapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  // Named as a caller names it, so that a reference can.
  App: { ...place, name: ({ n }) => `示例应用 ${n}`, homeTenant: ({ row }) => row['tenant'] },
  AppInstall: place,
  FieldUsage: place,
  AccessGrant: {
    scope: ({ n }) => scopes[n % scopes.length],
    division: ({ n }) => [null, '990101', '990101001', '990101001001'][n % 4],
    validFrom: ({ n }) => validities[n % validities.length]![0],
    validTo: ({ n }) => validities[n % validities.length]![1],
  },
  AppCredential: {
    ...place,
    kind: ({ n }) => kinds[n % 3],
    prefix: ({ n }) => String(n).padStart(10, '0'),
    hash: ({ n }) => (n % 3 === 2 ? null : `\\x${hex(n)}`),
    publicKey: ({ n }) => (n % 3 === 2 ? { kty: 'OKP' } : null),
  },
  Appointment: {
    ...place,
    validFrom: ({ n }) => validities[n % validities.length]![0],
    validTo: ({ n }) => validities[n % validities.length]![1],
    endedBy: ({ n, row }) => (row['validTo'] !== null && n % 2 === 0 ? 'person-b' : null),
    subject: ({ n }) => `person-${n % 5}`,
  },
};
