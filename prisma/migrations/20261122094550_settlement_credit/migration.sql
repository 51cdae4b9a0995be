-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "SettlementState" ADD VALUE 'CREDIT';
ALTER TYPE "SettlementState" ADD VALUE 'OFFSET';
ALTER TYPE "SettlementState" ADD VALUE 'WRITTEN_OFF';

-- AlterTable
ALTER TABLE "Settlement" ADD COLUMN     "waivedFen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "writtenOffFen" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "SettlementAllocation" ADD COLUMN     "waivedFen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "writtenOffFen" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "CreditAllocation" (
    "tenant" INTEGER NOT NULL,
    "creditId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "allocationId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "CreditAllocation_pkey" PRIMARY KEY ("tenant","creditId","position")
);

-- CreateIndex
CREATE INDEX "CreditAllocation_tenant_allocationId_idx" ON "CreditAllocation"("tenant", "allocationId");

-- AddForeignKey
ALTER TABLE "CreditAllocation" ADD CONSTRAINT "CreditAllocation_tenant_creditId_fkey" FOREIGN KEY ("tenant", "creditId") REFERENCES "SettlementAllocation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditAllocation" ADD CONSTRAINT "CreditAllocation_tenant_allocationId_fkey" FOREIGN KEY ("tenant", "allocationId") REFERENCES "SettlementAllocation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
