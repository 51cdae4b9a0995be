-- CreateEnum
CREATE TYPE "NegativeListGroup" AS ENUM ('PRIVATE_COST', 'RESPONSIBLE_PARTY', 'GOVERNMENT_DUTY', 'OTHER');

-- CreateEnum
CREATE TYPE "GuaranteeState" AS ENUM ('PROPOSED', 'DELIBERATED', 'NOTICE', 'IMPLEMENTING', 'REVIEWED', 'SUPERVISED', 'CLOSED', 'REJECTED', 'CHANGED', 'RECTIFYING');

-- CreateEnum
CREATE TYPE "ParticipationMeasure" AS ENUM ('NEEDS', 'LOGIN', 'PARTICIPATION');

-- CreateEnum
CREATE TYPE "ParticipationBase" AS ENUM ('RESIDENT_POPULATION', 'CONFIGURED');

-- CreateEnum
CREATE TYPE "FiscalSource" AS ENUM ('CENTRAL', 'PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP');

-- CreateEnum
CREATE TYPE "AppropriationState" AS ENUM ('ASSIGNED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "GrantState" AS ENUM ('DRAFT', 'APPROVED', 'RUNNING', 'MIDTERM', 'RECTIFYING', 'ACCEPTED', 'TERMINATED', 'CLOSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "GrantCondition" AS ENUM ('START', 'MIDTERM', 'ACCEPTANCE');

-- CreateEnum
CREATE TYPE "FundBudgetState" AS ENUM ('DRAFT', 'REVIEWED', 'APPROVED', 'SUPERSEDED', 'DISCARDED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerKind" ADD VALUE 'APPROPRIATION';
ALTER TYPE "LedgerKind" ADD VALUE 'GRANT_RETURN';

-- AlterTable
ALTER TABLE "ExpenseRequest" ADD COLUMN     "instalmentId" UUID,
ADD COLUMN     "proposalId" UUID;

-- AlterTable
ALTER TABLE "FundExpense" ADD COLUMN     "grantId" UUID,
ADD COLUMN     "proposalId" UUID;

-- CreateTable
CREATE TABLE "NegativeListEntry" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "group" "NegativeListGroup" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C",
    "terms" TEXT[] COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "documentNo" TEXT COLLATE "C" NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NegativeListEntry_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "GuaranteeProposal" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "matter" TEXT COLLATE "C" NOT NULL,
    "need" TEXT COLLATE "C",
    "state" "GuaranteeState" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "resolvedFen" BIGINT,
    "residents" INTEGER,
    "proposedOn" DATE NOT NULL,
    "noticePlace" TEXT COLLATE "C",
    "noticeFrom" DATE,
    "noticeThrough" DATE,
    "objections" INTEGER,
    "answer" TEXT COLLATE "C",
    "proposerId" UUID,
    "resolutionId" UUID,
    "implementerId" UUID,
    "assessorId" UUID,
    "supervisorId" UUID,
    "implementedBy" TEXT COLLATE "C",
    "assessedBy" TEXT COLLATE "C",
    "supervisedBy" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GuaranteeProposal_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "GuaranteeClearance" (
    "tenant" INTEGER NOT NULL,
    "proposalId" UUID NOT NULL,
    "entryId" UUID NOT NULL,

    CONSTRAINT "GuaranteeClearance_pkey" PRIMARY KEY ("tenant","proposalId","entryId")
);

-- CreateTable
CREATE TABLE "ParticipationFigure" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "measure" "ParticipationMeasure" NOT NULL,
    "numerator" INTEGER NOT NULL,
    "denominator" INTEGER NOT NULL,
    "base" "ParticipationBase" NOT NULL,
    "baseNote" TEXT COLLATE "C",
    "countedOn" DATE NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ParticipationFigure_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ParticipationTarget" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "measure" "ParticipationMeasure" NOT NULL,
    "thresholdPpm" INTEGER NOT NULL,
    "documentNo" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ParticipationTarget_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "Appropriation" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "source" "FiscalSource" NOT NULL,
    "grantorId" UUID,
    "documentNo" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "purpose" TEXT COLLATE "C",
    "assignedOn" DATE NOT NULL,
    "state" "AppropriationState" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Appropriation_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AppropriationReceipt" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "appropriationId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "receivedOn" DATE NOT NULL,
    "transactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AppropriationReceipt_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "GrantProject" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "granteeId" UUID NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C",
    "category" "ExpenseCategory" NOT NULL,
    "budgetFen" BIGINT NOT NULL,
    "agreementNo" TEXT COLLATE "C",
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "state" "GrantState" NOT NULL,
    "spentFen" BIGINT,
    "returnedFen" BIGINT,
    "returnedOn" DATE,
    "draftedBy" TEXT COLLATE "C" NOT NULL,
    "approvedBy" TEXT COLLATE "C",
    "acceptedBy" TEXT COLLATE "C",
    "returnTransactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GrantProject_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "GrantLine" (
    "tenant" INTEGER NOT NULL,
    "projectId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "item" TEXT COLLATE "C" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "spentFen" BIGINT,

    CONSTRAINT "GrantLine_pkey" PRIMARY KEY ("tenant","projectId","position")
);

-- CreateTable
CREATE TABLE "GrantInstalment" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "condition" "GrantCondition" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "GrantInstalment_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundBudget" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" "FundBudgetState" NOT NULL,
    "note" TEXT COLLATE "C",
    "draftedBy" TEXT COLLATE "C" NOT NULL,
    "reviewedBy" TEXT COLLATE "C",
    "approvedBy" TEXT COLLATE "C",
    "resolutionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FundBudget_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundBudgetLine" (
    "tenant" INTEGER NOT NULL,
    "budgetId" UUID NOT NULL,
    "category" "ExpenseCategory" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "fundId" UUID NOT NULL,
    "year" INTEGER NOT NULL,

    CONSTRAINT "FundBudgetLine_pkey" PRIMARY KEY ("tenant","budgetId","category")
);

-- CreateIndex
CREATE UNIQUE INDEX "NegativeListEntry_tenant_divisionKey_title_validFrom_key" ON "NegativeListEntry"("tenant", "divisionKey", "title", "validFrom");

-- CreateIndex
CREATE INDEX "GuaranteeProposal_tenant_fundId_state_idx" ON "GuaranteeProposal"("tenant", "fundId", "state");

-- CreateIndex
CREATE INDEX "GuaranteeProposal_tenant_resolutionId_idx" ON "GuaranteeProposal"("tenant", "resolutionId");

-- CreateIndex
CREATE INDEX "GuaranteeProposal_tenant_proposerId_idx" ON "GuaranteeProposal"("tenant", "proposerId");

-- CreateIndex
CREATE INDEX "GuaranteeProposal_tenant_implementerId_idx" ON "GuaranteeProposal"("tenant", "implementerId");

-- CreateIndex
CREATE INDEX "GuaranteeProposal_tenant_assessorId_idx" ON "GuaranteeProposal"("tenant", "assessorId");

-- CreateIndex
CREATE INDEX "GuaranteeProposal_tenant_supervisorId_idx" ON "GuaranteeProposal"("tenant", "supervisorId");

-- CreateIndex
CREATE INDEX "GuaranteeClearance_tenant_entryId_idx" ON "GuaranteeClearance"("tenant", "entryId");

-- CreateIndex
CREATE INDEX "ParticipationFigure_tenant_year_measure_idx" ON "ParticipationFigure"("tenant", "year", "measure");

-- CreateIndex
CREATE UNIQUE INDEX "ParticipationFigure_tenant_divisionKey_year_measure_key" ON "ParticipationFigure"("tenant", "divisionKey", "year", "measure");

-- CreateIndex
CREATE UNIQUE INDEX "ParticipationTarget_tenant_year_measure_key" ON "ParticipationTarget"("tenant", "year", "measure");

-- CreateIndex
CREATE INDEX "Appropriation_tenant_year_idx" ON "Appropriation"("tenant", "year");

-- CreateIndex
CREATE UNIQUE INDEX "Appropriation_tenant_fundId_documentNo_key" ON "Appropriation"("tenant", "fundId", "documentNo");

-- CreateIndex
CREATE INDEX "AppropriationReceipt_tenant_appropriationId_idx" ON "AppropriationReceipt"("tenant", "appropriationId");

-- CreateIndex
CREATE INDEX "AppropriationReceipt_tenant_transactionId_idx" ON "AppropriationReceipt"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "GrantProject_tenant_fundId_state_idx" ON "GrantProject"("tenant", "fundId", "state");

-- CreateIndex
CREATE INDEX "GrantProject_tenant_granteeId_idx" ON "GrantProject"("tenant", "granteeId");

-- CreateIndex
CREATE INDEX "GrantProject_tenant_returnTransactionId_idx" ON "GrantProject"("tenant", "returnTransactionId");

-- CreateIndex
CREATE UNIQUE INDEX "GrantInstalment_tenant_projectId_position_key" ON "GrantInstalment"("tenant", "projectId", "position");

-- CreateIndex
CREATE INDEX "FundBudget_tenant_resolutionId_idx" ON "FundBudget"("tenant", "resolutionId");

-- CreateIndex
CREATE UNIQUE INDEX "FundBudget_tenant_fundId_year_revision_key" ON "FundBudget"("tenant", "fundId", "year", "revision");

-- CreateIndex
CREATE INDEX "ExpenseRequest_tenant_instalmentId_idx" ON "ExpenseRequest"("tenant", "instalmentId");

-- CreateIndex
CREATE INDEX "ExpenseRequest_tenant_proposalId_idx" ON "ExpenseRequest"("tenant", "proposalId");

-- CreateIndex
CREATE INDEX "FundExpense_tenant_grantId_idx" ON "FundExpense"("tenant", "grantId");

-- CreateIndex
CREATE INDEX "FundExpense_tenant_proposalId_idx" ON "FundExpense"("tenant", "proposalId");

-- AddForeignKey
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_tenant_proposerId_fkey" FOREIGN KEY ("tenant", "proposerId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_tenant_resolutionId_fkey" FOREIGN KEY ("tenant", "resolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_tenant_implementerId_fkey" FOREIGN KEY ("tenant", "implementerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_tenant_assessorId_fkey" FOREIGN KEY ("tenant", "assessorId") REFERENCES "PartyOrganization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeProposal" ADD CONSTRAINT "GuaranteeProposal_tenant_supervisorId_fkey" FOREIGN KEY ("tenant", "supervisorId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeClearance" ADD CONSTRAINT "GuaranteeClearance_tenant_proposalId_fkey" FOREIGN KEY ("tenant", "proposalId") REFERENCES "GuaranteeProposal"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GuaranteeClearance" ADD CONSTRAINT "GuaranteeClearance_tenant_entryId_fkey" FOREIGN KEY ("tenant", "entryId") REFERENCES "NegativeListEntry"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParticipationFigure" ADD CONSTRAINT "ParticipationFigure_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_tenant_proposalId_fkey" FOREIGN KEY ("tenant", "proposalId") REFERENCES "GuaranteeProposal"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_tenant_grantId_fkey" FOREIGN KEY ("tenant", "grantId") REFERENCES "GrantProject"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_tenant_instalmentId_fkey" FOREIGN KEY ("tenant", "instalmentId") REFERENCES "GrantInstalment"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_tenant_proposalId_fkey" FOREIGN KEY ("tenant", "proposalId") REFERENCES "GuaranteeProposal"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appropriation" ADD CONSTRAINT "Appropriation_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appropriation" ADD CONSTRAINT "Appropriation_tenant_grantorId_fkey" FOREIGN KEY ("tenant", "grantorId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppropriationReceipt" ADD CONSTRAINT "AppropriationReceipt_tenant_appropriationId_fkey" FOREIGN KEY ("tenant", "appropriationId") REFERENCES "Appropriation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppropriationReceipt" ADD CONSTRAINT "AppropriationReceipt_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GrantProject" ADD CONSTRAINT "GrantProject_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GrantProject" ADD CONSTRAINT "GrantProject_tenant_granteeId_fkey" FOREIGN KEY ("tenant", "granteeId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GrantProject" ADD CONSTRAINT "GrantProject_tenant_returnTransactionId_fkey" FOREIGN KEY ("tenant", "returnTransactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GrantLine" ADD CONSTRAINT "GrantLine_tenant_projectId_fkey" FOREIGN KEY ("tenant", "projectId") REFERENCES "GrantProject"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GrantInstalment" ADD CONSTRAINT "GrantInstalment_tenant_projectId_fkey" FOREIGN KEY ("tenant", "projectId") REFERENCES "GrantProject"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundBudget" ADD CONSTRAINT "FundBudget_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundBudget" ADD CONSTRAINT "FundBudget_tenant_resolutionId_fkey" FOREIGN KEY ("tenant", "resolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundBudgetLine" ADD CONSTRAINT "FundBudgetLine_tenant_budgetId_fkey" FOREIGN KEY ("tenant", "budgetId") REFERENCES "FundBudget"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
