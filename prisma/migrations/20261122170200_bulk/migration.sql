-- CreateEnum
CREATE TYPE "BulkFormat" AS ENUM ('JSONL', 'CSV', 'XLSX');

-- CreateEnum
CREATE TYPE "ColumnTitles" AS ENUM ('PATH', 'TERM');

-- CreateEnum
CREATE TYPE "BulkExportState" AS ENUM ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "ImportPolicy" AS ENUM ('REJECT_ALL', 'REJECT_FAILED', 'IGNORE');

-- CreateEnum
CREATE TYPE "BulkImportState" AS ENUM ('QUEUED', 'CHECKING', 'WRITING', 'DONE', 'REFUSED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ImportOutcome" AS ENUM ('WRITTEN', 'REPLAYED', 'REFUSED', 'IGNORED');

-- CreateTable
CREATE TABLE "BulkExport" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "app" UUID NOT NULL,
    "install" UUID,
    "subject" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "audience" "Audience" NOT NULL,
    "language" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C",
    "scopes" TEXT[] COLLATE "C" NOT NULL,
    "rights" BYTEA NOT NULL,
    "document" TEXT COLLATE "C" NOT NULL,
    "variables" TEXT COLLATE "C" NOT NULL,
    "format" "BulkFormat" NOT NULL,
    "titles" "ColumnTitles" NOT NULL,
    "state" "BulkExportState" NOT NULL,
    "rowCount" INTEGER NOT NULL DEFAULT 0,
    "byteSize" BIGINT NOT NULL DEFAULT 0,
    "partCount" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT COLLATE "C",
    "redactions" TEXT[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::TEXT[],
    "walked" BOOLEAN NOT NULL DEFAULT false,
    "digest" TEXT COLLATE "C",
    "receipt" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "leaseHolder" UUID,
    "leaseUntil" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),
    "expiresAt" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BulkExport_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BulkExportPart" (
    "tenant" INTEGER NOT NULL,
    "exportId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "BulkExportPart_pkey" PRIMARY KEY ("tenant","exportId","position")
);

-- CreateTable
CREATE TABLE "BulkImport" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "app" UUID NOT NULL,
    "install" UUID,
    "subject" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "audience" "Audience" NOT NULL,
    "language" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C",
    "scopes" TEXT[] COLLATE "C" NOT NULL,
    "rights" BYTEA NOT NULL,
    "operation" TEXT COLLATE "C" NOT NULL,
    "onError" "ImportPolicy" NOT NULL,
    "checkOnly" BOOLEAN NOT NULL,
    "keyColumn" TEXT COLLATE "C",
    "fileName" TEXT COLLATE "C" NOT NULL,
    "mediaType" TEXT COLLATE "C" NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "kept" BOOLEAN NOT NULL DEFAULT true,
    "state" "BulkImportState" NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "checkedCount" INTEGER NOT NULL DEFAULT 0,
    "writtenCount" INTEGER NOT NULL DEFAULT 0,
    "refusedCount" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT COLLATE "C",
    "leaseHolder" UUID,
    "leaseUntil" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),
    "expiresAt" TIMESTAMPTZ(6) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BulkImport_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BulkImportRow" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" "ImportOutcome" NOT NULL,
    "code" TEXT COLLATE "C",
    "rule" TEXT COLLATE "C",
    "path" TEXT COLLATE "C",
    "message" TEXT COLLATE "C",
    "objectId" TEXT COLLATE "C",
    "rowKey" TEXT COLLATE "C",
    "idempotencyKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "BulkImportRow_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "BulkExport_tenant_app_subject_idx" ON "BulkExport"("tenant", "app", "subject");

-- CreateIndex
CREATE INDEX "BulkExport_tenant_state_idx" ON "BulkExport"("tenant", "state");

-- CreateIndex
CREATE INDEX "BulkImport_tenant_app_subject_idx" ON "BulkImport"("tenant", "app", "subject");

-- CreateIndex
CREATE INDEX "BulkImport_tenant_state_idx" ON "BulkImport"("tenant", "state");

-- CreateIndex
CREATE INDEX "BulkImportRow_tenant_rowKey_idx" ON "BulkImportRow"("tenant", "rowKey");

-- CreateIndex
CREATE UNIQUE INDEX "BulkImportRow_tenant_importId_number_key" ON "BulkImportRow"("tenant", "importId", "number");

-- AddForeignKey
ALTER TABLE "BulkExportPart" ADD CONSTRAINT "BulkExportPart_tenant_exportId_fkey" FOREIGN KEY ("tenant", "exportId") REFERENCES "BulkExport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkImportRow" ADD CONSTRAINT "BulkImportRow_tenant_importId_fkey" FOREIGN KEY ("tenant", "importId") REFERENCES "BulkImport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
