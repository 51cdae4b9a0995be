-- CreateEnum
CREATE TYPE "LedgerPeriodState" AS ENUM ('CLOSING', 'DECLINED', 'CLOSED', 'REOPENING', 'REOPENED');

-- CreateEnum
CREATE TYPE "FundHoldState" AS ENUM ('HELD', 'RELEASED', 'USED');

-- CreateEnum
CREATE TYPE "ClearingTransferState" AS ENUM ('SENT', 'ACCEPTED', 'REFUSED', 'PAID');

-- CreateEnum
CREATE TYPE "ClearingReceiptState" AS ENUM ('ACCEPTED', 'REFUSED', 'RECEIVED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "FlowKind" ADD VALUE 'INTEREST';
ALTER TYPE "FlowKind" ADD VALUE 'OTHER_INCOME';
ALTER TYPE "FlowKind" ADD VALUE 'BANK_CHARGE';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "LedgerKind" ADD VALUE 'INTEREST';
ALTER TYPE "LedgerKind" ADD VALUE 'BANK_CHARGE';
ALTER TYPE "LedgerKind" ADD VALUE 'OTHER_INCOME';
ALTER TYPE "LedgerKind" ADD VALUE 'CLEARING';
ALTER TYPE "LedgerKind" ADD VALUE 'CLEARING_PAYMENT';

-- DropIndex
DROP INDEX "LedgerEntry_tenant_accountId_effectiveOn_idx";

-- AlterTable
ALTER TABLE "Fund" ADD COLUMN     "closedThrough" DATE;

-- AlterTable
ALTER TABLE "LedgerBalance" ADD COLUMN     "heldFen" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "LedgerTransaction" ADD COLUMN     "supplementsId" UUID;

-- CreateTable
CREATE TABLE "LedgerPeriod" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "month" DATE NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" "LedgerPeriodState" NOT NULL,
    "proposedBy" TEXT COLLATE "C" NOT NULL,
    "closedBy" TEXT COLLATE "C",
    "closedAt" TIMESTAMPTZ(6),
    "reopeningBy" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "reopenedBy" TEXT COLLATE "C",
    "reopenedAt" TIMESTAMPTZ(6),
    "openingFen" BIGINT,
    "increaseFen" BIGINT,
    "decreaseFen" BIGINT,
    "closingFen" BIGINT,
    "bankFen" BIGINT,
    "receivableFen" BIGINT,
    "clearingFen" BIGINT,
    "entryCount" BIGINT,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerPeriod_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundHold" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "FundHoldState" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "documentNo" TEXT COLLATE "C",
    "placedBy" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FundHold_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "LedgerBatch" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "itemCount" INTEGER NOT NULL,
    "postedCount" INTEGER NOT NULL,
    "firstNumber" BIGINT,
    "lastNumber" BIGINT,
    "refusals" JSONB NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerBatch_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ClearingTransfer" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "toTenant" INTEGER NOT NULL,
    "toFundId" UUID NOT NULL,
    "toFundName" TEXT COLLATE "C" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "ClearingTransferState" NOT NULL,
    "sentOn" DATE NOT NULL,
    "paidOn" DATE,
    "reason" TEXT COLLATE "C" NOT NULL,
    "documentNo" TEXT COLLATE "C",
    "transactionId" UUID,
    "paidTransactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "toDivisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClearingTransfer_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "ClearingReceipt" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fromTenant" INTEGER NOT NULL,
    "fromFundName" TEXT COLLATE "C" NOT NULL,
    "fundId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "ClearingReceiptState" NOT NULL,
    "answeredOn" DATE NOT NULL,
    "receivedOn" DATE,
    "reason" TEXT COLLATE "C" NOT NULL,
    "refusedBecause" TEXT COLLATE "C",
    "transactionId" UUID,
    "receivedTransactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "fromDivisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClearingReceipt_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "LedgerDay" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "effectiveOn" DATE NOT NULL,
    "recordedOn" DATE NOT NULL,
    "debitFen" BIGINT NOT NULL,
    "creditFen" BIGINT NOT NULL,
    "entryCount" BIGINT NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "LedgerDay_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LedgerPeriod_tenant_fundId_month_revision_key" ON "LedgerPeriod"("tenant", "fundId", "month", "revision");

-- CreateIndex
CREATE INDEX "FundHold_tenant_fundId_idx" ON "FundHold"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "LedgerBatch_tenant_fundId_createdAt_idx" ON "LedgerBatch"("tenant", "fundId", "createdAt");

-- CreateIndex
CREATE INDEX "ClearingTransfer_tenant_fundId_idx" ON "ClearingTransfer"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "ClearingTransfer_toTenant_toFundId_idx" ON "ClearingTransfer"("toTenant", "toFundId");

-- CreateIndex
CREATE INDEX "ClearingTransfer_tenant_transactionId_idx" ON "ClearingTransfer"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "ClearingTransfer_tenant_paidTransactionId_idx" ON "ClearingTransfer"("tenant", "paidTransactionId");

-- CreateIndex
CREATE INDEX "ClearingReceipt_tenant_fundId_idx" ON "ClearingReceipt"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "ClearingReceipt_tenant_transactionId_idx" ON "ClearingReceipt"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "ClearingReceipt_tenant_receivedTransactionId_idx" ON "ClearingReceipt"("tenant", "receivedTransactionId");

-- CreateIndex
CREATE UNIQUE INDEX "LedgerDay_tenant_accountId_effectiveOn_recordedOn_key" ON "LedgerDay"("tenant", "accountId", "effectiveOn", "recordedOn");

-- CreateIndex
CREATE INDEX "LedgerEntry_tenant_accountId_effectiveOn_recordedAt_idx" ON "LedgerEntry"("tenant", "accountId", "effectiveOn", "recordedAt");

-- CreateIndex
CREATE INDEX "LedgerTransaction_tenant_supplementsId_idx" ON "LedgerTransaction"("tenant", "supplementsId");

-- AddForeignKey
ALTER TABLE "LedgerPeriod" ADD CONSTRAINT "LedgerPeriod_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundHold" ADD CONSTRAINT "FundHold_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerBatch" ADD CONSTRAINT "LedgerBatch_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClearingTransfer" ADD CONSTRAINT "ClearingTransfer_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClearingTransfer" ADD CONSTRAINT "ClearingTransfer_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClearingTransfer" ADD CONSTRAINT "ClearingTransfer_tenant_paidTransactionId_fkey" FOREIGN KEY ("tenant", "paidTransactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClearingReceipt" ADD CONSTRAINT "ClearingReceipt_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClearingReceipt" ADD CONSTRAINT "ClearingReceipt_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClearingReceipt" ADD CONSTRAINT "ClearingReceipt_tenant_receivedTransactionId_fkey" FOREIGN KEY ("tenant", "receivedTransactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_tenant_supplementsId_fkey" FOREIGN KEY ("tenant", "supplementsId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerDay" ADD CONSTRAINT "LedgerDay_tenant_accountId_fkey" FOREIGN KEY ("tenant", "accountId") REFERENCES "LedgerAccount"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
