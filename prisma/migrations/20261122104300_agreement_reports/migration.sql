-- CreateEnum
CREATE TYPE "ReportBasis" AS ENUM ('DECLARED', 'PROVISIONAL', 'AUDITED', 'ESTIMATED');

-- CreateEnum
CREATE TYPE "EstimateMethod" AS ENUM ('LAST_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'AVERAGE');

-- CreateEnum
CREATE TYPE "DisputeState" AS ENUM ('OPEN', 'UPHELD', 'CORRECTED', 'WITHDRAWN');

-- AlterEnum
ALTER TYPE "RevenueReportState" ADD VALUE 'ESTIMATED';

-- AlterTable
ALTER TABLE "AgreementVersion" ADD COLUMN     "auditDueDays" INTEGER,
ADD COLUMN     "zeroEvidenceRequired" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "RevenueReport" ADD COLUMN     "auditDueOn" DATE,
ADD COLUMN     "basis" "ReportBasis" NOT NULL DEFAULT 'DECLARED',
ADD COLUMN     "declaresZero" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "estimateMethod" "EstimateMethod",
ADD COLUMN     "estimatedFrom" TEXT[] COLLATE "C" NOT NULL DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "AgreementMeasure" (
    "tenant" INTEGER NOT NULL,
    "versionId" UUID NOT NULL,
    "measure" "RevenueMeasure" NOT NULL,
    "definition" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "AgreementMeasure_pkey" PRIMARY KEY ("tenant","versionId","measure")
);

-- CreateTable
CREATE TABLE "ReportReminder" (
    "tenant" INTEGER NOT NULL,
    "reportId" UUID NOT NULL,
    "afterDays" INTEGER NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ReportReminder_pkey" PRIMARY KEY ("tenant","reportId","afterDays")
);

-- CreateTable
CREATE TABLE "Dispute" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "reportId" UUID,
    "settlementId" UUID,
    "payerId" UUID NOT NULL,
    "state" "DisputeState" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "submission" INTEGER NOT NULL DEFAULT 0,
    "raisedBy" TEXT COLLATE "C" NOT NULL,
    "raisedByOrganizationId" UUID,
    "answer" TEXT COLLATE "C",
    "answeredOn" DATE,
    "answeredBy" TEXT COLLATE "C",
    "answeredByOrganizationId" UUID,
    "slot" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ClosingRun" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "through" DATE NOT NULL,
    "total" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "finishedAt" TIMESTAMPTZ(6),
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClosingRun_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ClosingRefusal" (
    "tenant" INTEGER NOT NULL,
    "runId" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "ClosingRefusal_pkey" PRIMARY KEY ("tenant","runId","agreementId")
);

-- CreateIndex
CREATE INDEX "Dispute_tenant_agreementId_idx" ON "Dispute"("tenant", "agreementId");

-- CreateIndex
CREATE INDEX "Dispute_tenant_reportId_idx" ON "Dispute"("tenant", "reportId");

-- CreateIndex
CREATE INDEX "Dispute_tenant_settlementId_idx" ON "Dispute"("tenant", "settlementId");

-- CreateIndex
CREATE INDEX "Dispute_tenant_payerId_idx" ON "Dispute"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "Dispute_tenant_divisionKey_state_idx" ON "Dispute"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Dispute_tenant_slot_key" ON "Dispute"("tenant", "slot");

-- CreateIndex
CREATE INDEX "ClosingRun_tenant_finishedAt_idx" ON "ClosingRun"("tenant", "finishedAt");

-- CreateIndex
CREATE INDEX "ClosingRun_tenant_divisionKey_idx" ON "ClosingRun"("tenant", "divisionKey");

-- CreateIndex
CREATE UNIQUE INDEX "ClosingRun_tenant_month_key" ON "ClosingRun"("tenant", "month");

-- CreateIndex
CREATE INDEX "ClosingRefusal_tenant_agreementId_idx" ON "ClosingRefusal"("tenant", "agreementId");

-- CreateIndex
CREATE INDEX "Agreement_tenant_state_validTo_idx" ON "Agreement"("tenant", "state", "validTo");

-- CreateIndex
CREATE INDEX "RevenueReport_tenant_state_dueOn_idx" ON "RevenueReport"("tenant", "state", "dueOn");

-- AddForeignKey
ALTER TABLE "AgreementMeasure" ADD CONSTRAINT "AgreementMeasure_tenant_versionId_fkey" FOREIGN KEY ("tenant", "versionId") REFERENCES "AgreementVersion"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportReminder" ADD CONSTRAINT "ReportReminder_tenant_reportId_fkey" FOREIGN KEY ("tenant", "reportId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_tenant_reportId_fkey" FOREIGN KEY ("tenant", "reportId") REFERENCES "RevenueReport"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_tenant_settlementId_fkey" FOREIGN KEY ("tenant", "settlementId") REFERENCES "Settlement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosingRun" ADD CONSTRAINT "ClosingRun_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosingRefusal" ADD CONSTRAINT "ClosingRefusal_tenant_runId_fkey" FOREIGN KEY ("tenant", "runId") REFERENCES "ClosingRun"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClosingRefusal" ADD CONSTRAINT "ClosingRefusal_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
