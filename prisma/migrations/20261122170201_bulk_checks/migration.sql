-- What is always true of exports and imports, enforced by the database whoever writes; and what workers look for.
ALTER TABLE "BulkExport" ADD CONSTRAINT "BulkExport_digest" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');
ALTER TABLE "BulkExport" ADD CONSTRAINT "BulkExport_counts" CHECK ("rowCount" >= 0 AND "byteSize" >= 0 AND "partCount" >= 0);
ALTER TABLE "BulkExportPart" ADD CONSTRAINT "BulkExportPart_digest" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');
ALTER TABLE "BulkExportPart" ADD CONSTRAINT "BulkExportPart_counts" CHECK (
  "position" > 0 AND "rowCount" >= 0 AND "byteSize" >= 0);
ALTER TABLE "BulkImport" ADD CONSTRAINT "BulkImport_digest" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');
ALTER TABLE "BulkImport" ADD CONSTRAINT "BulkImport_counts" CHECK (
  "rowCount" > 0 AND "checkedCount" BETWEEN 0 AND "rowCount" AND "writtenCount" >= 0 AND "refusedCount" >= 0
  AND "writtenCount" + "refusedCount" <= "rowCount" AND "position" BETWEEN 0 AND "rowCount");
-- A row that was not written says why.
ALTER TABLE "BulkImportRow" ADD CONSTRAINT "BulkImportRow_outcome" CHECK (
  CASE WHEN "outcome" IN ('WRITTEN', 'REPLAYED') THEN "code" IS NULL
  ELSE "objectId" IS NULL AND "code" IS NOT NULL AND "message" IS NOT NULL END);
ALTER TABLE "BulkImportRow" ADD CONSTRAINT "BulkImportRow_number" CHECK ("number" > 0);

-- Few are under way beside many that ended: workers look for them often.
CREATE INDEX "BulkExport_underWay" ON "BulkExport" ("tenant", "leaseUntil") WHERE "state" IN ('QUEUED', 'RUNNING');
CREATE INDEX "BulkExport_kept" ON "BulkExport" ("tenant", "expiresAt") WHERE "state" IN ('READY', 'FAILED', 'CANCELLED');
CREATE INDEX "BulkImport_underWay" ON "BulkImport" ("tenant", "leaseUntil") WHERE "state" IN ('QUEUED', 'CHECKING', 'WRITING');
CREATE INDEX "BulkImport_kept" ON "BulkImport" ("tenant", "expiresAt") WHERE "kept";
