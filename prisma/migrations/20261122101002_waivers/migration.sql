-- CreateEnum
CREATE TYPE "WaiverState" AS ENUM ('REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'REVOKED');

-- CreateEnum
CREATE TYPE "ReductionKind" AS ENUM ('WAIVER', 'WRITE_OFF', 'RECOVERY');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerKind" ADD VALUE 'WAIVER';
ALTER TYPE "LedgerKind" ADD VALUE 'WRITE_OFF';
ALTER TYPE "LedgerKind" ADD VALUE 'RECOVERY';
ALTER TYPE "LedgerKind" ADD VALUE 'REFUND';

-- CreateTable
CREATE TABLE "Waiver" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "settlementId" UUID,
    "periodFrom" DATE,
    "periodTo" DATE,
    "ratePpm" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "state" "WaiverState" NOT NULL,
    "requestedBy" TEXT COLLATE "C" NOT NULL,
    "requestedByOrganizationId" UUID,
    "decidedBy" TEXT COLLATE "C",
    "decidedByOrganizationId" UUID,
    "decidedOn" DATE,
    "decisionReason" TEXT COLLATE "C",
    "resolutionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Waiver_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "SettlementReduction" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "settlementId" UUID NOT NULL,
    "kind" "ReductionKind" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "waiverId" UUID,
    "resolutionId" UUID,
    "reason" TEXT COLLATE "C",
    "effectiveOn" DATE NOT NULL,
    "transactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "SettlementReduction_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "Waiver_tenant_agreementId_idx" ON "Waiver"("tenant", "agreementId");

-- CreateIndex
CREATE INDEX "Waiver_tenant_payerId_idx" ON "Waiver"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "Waiver_tenant_settlementId_idx" ON "Waiver"("tenant", "settlementId");

-- CreateIndex
CREATE INDEX "Waiver_tenant_resolutionId_idx" ON "Waiver"("tenant", "resolutionId");

-- CreateIndex
CREATE INDEX "Waiver_tenant_divisionKey_state_idx" ON "Waiver"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE INDEX "SettlementReduction_tenant_settlementId_idx" ON "SettlementReduction"("tenant", "settlementId");

-- CreateIndex
CREATE INDEX "SettlementReduction_tenant_waiverId_idx" ON "SettlementReduction"("tenant", "waiverId");

-- CreateIndex
CREATE INDEX "SettlementReduction_tenant_resolutionId_idx" ON "SettlementReduction"("tenant", "resolutionId");

-- CreateIndex
CREATE INDEX "SettlementReduction_tenant_transactionId_idx" ON "SettlementReduction"("tenant", "transactionId");

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_tenant_settlementId_fkey" FOREIGN KEY ("tenant", "settlementId") REFERENCES "Settlement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_tenant_resolutionId_fkey" FOREIGN KEY ("tenant", "resolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettlementReduction" ADD CONSTRAINT "SettlementReduction_tenant_settlementId_fkey" FOREIGN KEY ("tenant", "settlementId") REFERENCES "Settlement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettlementReduction" ADD CONSTRAINT "SettlementReduction_tenant_waiverId_fkey" FOREIGN KEY ("tenant", "waiverId") REFERENCES "Waiver"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettlementReduction" ADD CONSTRAINT "SettlementReduction_tenant_resolutionId_fkey" FOREIGN KEY ("tenant", "resolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SettlementReduction" ADD CONSTRAINT "SettlementReduction_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
