// Shapes of the dataset's exports and imports: counts that fit each other, and digests that are digests.
import type { Make } from './dataset-shapes.js';
import { hex } from './dataset-values.js';

const digest: Make = ({ n }) => `sha256:${hex(n)}`;
const sometimes =
  (make: Make): Make =>
  (place) =>
    place.n % 2 === 0 ? make(place) : null;

/** Makers of columns by table. */
export const bulkShapes: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  BulkExport: {
    digest: sometimes(digest),
    byteSize: ({ n }) => n * 1_000,
    rowCount: ({ n }) => n,
    partCount: () => 0,
    receipt: sometimes(() => '{}'),
    expiresAt: sometimes(() => '2026-12-01T00:00:00.000Z'),
  },
  BulkExportPart: {
    digest,
    position: ({ n }) => n + 1,
    byteSize: ({ n }) => n,
    rowCount: ({ n }) => n,
  },
  BulkImport: {
    digest,
    rowCount: ({ n }) => n + 1,
    checkedCount: ({ n }) => n,
    writtenCount: ({ n }) => n % 2,
    refusedCount: ({ n }) => (n > 2 ? 1 : 0),
    position: () => 0,
  },
  BulkImportRow: {
    number: ({ n }) => n + 1,
    outcome: ({ n }) => ['WRITTEN', 'REPLAYED', 'REFUSED', 'IGNORED'][n % 4],
    code: ({ n }) => (n % 4 < 2 ? null : ['RULE_BROKEN', 'INVALID_INPUT'][n % 2]),
    message: ({ n }) => (n % 4 < 2 ? null : `第${n}行`),
    objectId: ({ n }) => (n % 4 < 2 ? `org_990101_${n}` : null),
  },
};
