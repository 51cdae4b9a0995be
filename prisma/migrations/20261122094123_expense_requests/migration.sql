-- CreateEnum
CREATE TYPE "ExpenseState" AS ENUM ('REQUESTED', 'REVIEWED', 'APPROVED', 'PAID', 'REFUSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ExpenseCategory" AS ENUM ('PROJECT', 'SERVICE_PURCHASE', 'RELIEF', 'FACILITY', 'ACTIVITY', 'REWARD', 'MANAGEMENT', 'OTHER');

-- AlterTable
ALTER TABLE "Fund" ADD COLUMN     "secondApprovalFromFen" BIGINT;

-- AlterTable
ALTER TABLE "FundExpense" ADD COLUMN     "category" "ExpenseCategory" NOT NULL DEFAULT 'OTHER',
ADD COLUMN     "requestId" UUID;

-- CreateTable
CREATE TABLE "ExpenseRequest" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "category" "ExpenseCategory" NOT NULL,
    "payee" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "documentNo" TEXT COLLATE "C",
    "attachments" INTEGER NOT NULL DEFAULT 0,
    "state" "ExpenseState" NOT NULL,
    "twoApprovers" BOOLEAN NOT NULL,
    "requestedBy" TEXT COLLATE "C" NOT NULL,
    "requestedByOrganizationId" UUID,
    "reviewedBy" TEXT COLLATE "C",
    "approvedBy" TEXT COLLATE "C",
    "paidBy" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExpenseRequest_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "ExpenseRequest_tenant_fundId_state_idx" ON "ExpenseRequest"("tenant", "fundId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "FundExpense_tenant_requestId_key" ON "FundExpense"("tenant", "requestId");

-- AddForeignKey
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_tenant_requestId_fkey" FOREIGN KEY ("tenant", "requestId") REFERENCES "ExpenseRequest"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
