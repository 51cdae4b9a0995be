-- What was reported before has the digest of its evidence and no file; what the reporter called it goes with this.
-- AlterTable
ALTER TABLE "RevenueEvidence" DROP COLUMN "fileName",
DROP COLUMN "kind",
ADD COLUMN     "fileId" UUID;

-- CreateIndex
CREATE INDEX "RevenueEvidence_tenant_fileId_idx" ON "RevenueEvidence"("tenant", "fileId");

-- AddForeignKey
ALTER TABLE "RevenueEvidence" ADD CONSTRAINT "RevenueEvidence_tenant_fileId_fkey" FOREIGN KEY ("tenant", "fileId") REFERENCES "EvidenceFile"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
