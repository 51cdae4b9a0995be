-- CreateEnum
CREATE TYPE "EvidenceFileState" AS ENUM ('STORED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "SignatureCheck" AS ENUM ('NOT_CHECKED', 'UNSIGNED', 'VALID', 'INVALID', 'UNDETERMINED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "EvidenceKind" ADD VALUE 'CONTRACT';
ALTER TYPE "EvidenceKind" ADD VALUE 'INCOME_STATEMENT';
ALTER TYPE "EvidenceKind" ADD VALUE 'BANK_RECEIPT';
ALTER TYPE "EvidenceKind" ADD VALUE 'RESOLUTION';
ALTER TYPE "EvidenceKind" ADD VALUE 'NOTICE_PHOTO';

-- CreateTable
CREATE TABLE "EvidenceFile" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "EvidenceKind" NOT NULL,
    "fileName" TEXT COLLATE "C" NOT NULL,
    "mediaType" TEXT COLLATE "C" NOT NULL,
    "byteSize" INTEGER NOT NULL,
    "digest" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "uploadedBy" TEXT COLLATE "C" NOT NULL,
    "uploadedByOrganizationId" UUID,
    "state" "EvidenceFileState" NOT NULL,
    "signatureCheck" "SignatureCheck" NOT NULL DEFAULT 'NOT_CHECKED',
    "signatureCheckedAt" TIMESTAMPTZ(6),
    "signatureCheckedBy" TEXT COLLATE "C",
    "redactedCopyOfId" UUID,
    "slot" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EvidenceFile_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "EvidenceFileAccess" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "app" UUID,
    "subject" TEXT COLLATE "C" NOT NULL,
    "organizationId" UUID,
    "requestId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "EvidenceFileAccess_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "EvidenceFile_tenant_divisionKey_idx" ON "EvidenceFile"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "EvidenceFile_tenant_redactedCopyOfId_idx" ON "EvidenceFile"("tenant", "redactedCopyOfId");

-- CreateIndex
CREATE INDEX "EvidenceFile_tenant_uploadedByOrganizationId_idx" ON "EvidenceFile"("tenant", "uploadedByOrganizationId");

-- CreateIndex
CREATE INDEX "EvidenceFile_tenant_signatureCheck_idx" ON "EvidenceFile"("tenant", "signatureCheck");

-- CreateIndex
CREATE UNIQUE INDEX "EvidenceFile_tenant_slot_key" ON "EvidenceFile"("tenant", "slot");

-- CreateIndex
CREATE INDEX "EvidenceFileAccess_tenant_fileId_idx" ON "EvidenceFileAccess"("tenant", "fileId");

-- AddForeignKey
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceFile" ADD CONSTRAINT "EvidenceFile_tenant_redactedCopyOfId_fkey" FOREIGN KEY ("tenant", "redactedCopyOfId") REFERENCES "EvidenceFile"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceFileAccess" ADD CONSTRAINT "EvidenceFileAccess_tenant_fileId_fkey" FOREIGN KEY ("tenant", "fileId") REFERENCES "EvidenceFile"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
