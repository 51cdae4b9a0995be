-- CreateEnum
CREATE TYPE "BankColumnRole" AS ENUM ('DATE', 'RECEIVED', 'PAID', 'AMOUNT', 'DIRECTION', 'BALANCE', 'COUNTERPARTY_NAME', 'COUNTERPARTY_ACCOUNT', 'PAYER_NAME', 'PAYER_ACCOUNT', 'PAYEE_NAME', 'PAYEE_ACCOUNT', 'REMARK', 'REFERENCE');

-- CreateEnum
CREATE TYPE "BankLayout" AS ENUM ('ICBC', 'CCB', 'ABC', 'BOC', 'CDRCB');

-- CreateEnum
CREATE TYPE "BankStatementState" AS ENUM ('IMPORTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "BankLineState" AS ENUM ('OPEN', 'MATCHED', 'EXPLAINED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "BankLineExplanation" AS ENUM ('TIMING', 'BANK_ERROR', 'OTHER');

-- CreateEnum
CREATE TYPE "BankMatchKind" AS ENUM ('NUMBER', 'PAYER', 'HAND', 'BOOKED');

-- CreateEnum
CREATE TYPE "BankMatchState" AS ENUM ('STANDING', 'UNDONE');

-- CreateEnum
CREATE TYPE "BankReconciliationState" AS ENUM ('PREPARED', 'CONFIRMED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "BankFormat" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "bankName" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "inflowWords" TEXT[] COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BankFormat_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BankFormatColumn" (
    "tenant" INTEGER NOT NULL,
    "formatId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "BankColumnRole" NOT NULL,
    "header" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "BankFormatColumn_pkey" PRIMARY KEY ("tenant","formatId","position")
);

-- CreateTable
CREATE TABLE "BankStatement" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "formatId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "firstOn" DATE NOT NULL,
    "lastOn" DATE NOT NULL,
    "openingFen" BIGINT NOT NULL,
    "closingFen" BIGINT NOT NULL,
    "lineCount" INTEGER NOT NULL,
    "newLineCount" INTEGER NOT NULL,
    "state" "BankStatementState" NOT NULL,
    "importedBy" TEXT COLLATE "C" NOT NULL,
    "importedByOrganizationId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BankStatement_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BankStatementLine" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sheetRow" INTEGER NOT NULL,
    "bookedOn" DATE NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "balanceFen" BIGINT,
    "counterpartyName" TEXT COLLATE "C",
    "counterpartyAccount" TEXT COLLATE "C",
    "counterpartyAccountEnd" TEXT COLLATE "C",
    "ofPerson" BOOLEAN NOT NULL,
    "remark" TEXT COLLATE "C",
    "reference" TEXT COLLATE "C",
    "state" "BankLineState" NOT NULL,
    "matchId" UUID,
    "explanationKind" "BankLineExplanation",
    "explanation" TEXT COLLATE "C",
    "explainedBy" TEXT COLLATE "C",
    "identity" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BankStatementLine_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BankMatch" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "how" "BankMatchKind" NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "state" "BankMatchState" NOT NULL,
    "matchedBy" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BankMatch_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BankMatchEntry" (
    "tenant" INTEGER NOT NULL,
    "matchId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "entryId" UUID NOT NULL,
    "heldId" UUID,

    CONSTRAINT "BankMatchEntry_pkey" PRIMARY KEY ("tenant","matchId","position")
);

-- CreateTable
CREATE TABLE "BankReconciliation" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "reconciledOn" DATE NOT NULL,
    "bankBalanceFen" BIGINT NOT NULL,
    "booksReceivedFen" BIGINT NOT NULL,
    "booksPaidFen" BIGINT NOT NULL,
    "adjustedBankFen" BIGINT NOT NULL,
    "bookBalanceFen" BIGINT NOT NULL,
    "bankReceivedFen" BIGINT NOT NULL,
    "bankPaidFen" BIGINT NOT NULL,
    "adjustedBookFen" BIGINT NOT NULL,
    "differenceFen" BIGINT NOT NULL,
    "unexplainedCount" INTEGER NOT NULL,
    "state" "BankReconciliationState" NOT NULL,
    "withdrawReason" TEXT COLLATE "C",
    "preparedBy" TEXT COLLATE "C" NOT NULL,
    "preparedByOrganizationId" UUID,
    "reviewedBy" TEXT COLLATE "C",
    "reviewedAt" TIMESTAMPTZ(6),
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BankReconciliation_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "BankReconciliationItem" (
    "tenant" INTEGER NOT NULL,
    "reconciliationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "lineId" UUID,
    "entryId" UUID,
    "happenedOn" DATE NOT NULL,
    "amountFen" BIGINT NOT NULL,

    CONSTRAINT "BankReconciliationItem_pkey" PRIMARY KEY ("tenant","reconciliationId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "BankFormat_tenant_divisionKey_name_key" ON "BankFormat"("tenant", "divisionKey", "name");

-- CreateIndex
CREATE INDEX "BankStatement_tenant_fundId_firstOn_idx" ON "BankStatement"("tenant", "fundId", "firstOn");

-- CreateIndex
CREATE INDEX "BankStatement_tenant_formatId_idx" ON "BankStatement"("tenant", "formatId");

-- CreateIndex
CREATE INDEX "BankStatement_tenant_fileId_idx" ON "BankStatement"("tenant", "fileId");

-- CreateIndex
CREATE INDEX "BankStatementLine_tenant_fundId_bookedOn_idx" ON "BankStatementLine"("tenant", "fundId", "bookedOn");

-- CreateIndex
CREATE INDEX "BankStatementLine_tenant_fundId_state_bookedOn_idx" ON "BankStatementLine"("tenant", "fundId", "state", "bookedOn");

-- CreateIndex
CREATE INDEX "BankStatementLine_tenant_matchId_idx" ON "BankStatementLine"("tenant", "matchId");

-- CreateIndex
CREATE UNIQUE INDEX "BankStatementLine_tenant_fundId_identity_key" ON "BankStatementLine"("tenant", "fundId", "identity");

-- CreateIndex
CREATE UNIQUE INDEX "BankStatementLine_tenant_statementId_position_key" ON "BankStatementLine"("tenant", "statementId", "position");

-- CreateIndex
CREATE INDEX "BankMatch_tenant_fundId_idx" ON "BankMatch"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "BankMatchEntry_tenant_entryId_idx" ON "BankMatchEntry"("tenant", "entryId");

-- CreateIndex
CREATE UNIQUE INDEX "BankMatchEntry_tenant_heldId_key" ON "BankMatchEntry"("tenant", "heldId");

-- CreateIndex
CREATE INDEX "BankReconciliation_tenant_fundId_reconciledOn_idx" ON "BankReconciliation"("tenant", "fundId", "reconciledOn");

-- CreateIndex
CREATE INDEX "BankReconciliationItem_tenant_lineId_idx" ON "BankReconciliationItem"("tenant", "lineId");

-- CreateIndex
CREATE INDEX "BankReconciliationItem_tenant_entryId_idx" ON "BankReconciliationItem"("tenant", "entryId");

-- AddForeignKey
ALTER TABLE "BankFormat" ADD CONSTRAINT "BankFormat_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankFormatColumn" ADD CONSTRAINT "BankFormatColumn_tenant_formatId_fkey" FOREIGN KEY ("tenant", "formatId") REFERENCES "BankFormat"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankStatement" ADD CONSTRAINT "BankStatement_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankStatement" ADD CONSTRAINT "BankStatement_tenant_formatId_fkey" FOREIGN KEY ("tenant", "formatId") REFERENCES "BankFormat"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankStatement" ADD CONSTRAINT "BankStatement_tenant_fileId_fkey" FOREIGN KEY ("tenant", "fileId") REFERENCES "EvidenceFile"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankStatementLine" ADD CONSTRAINT "BankStatementLine_tenant_statementId_fkey" FOREIGN KEY ("tenant", "statementId") REFERENCES "BankStatement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankStatementLine" ADD CONSTRAINT "BankStatementLine_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankStatementLine" ADD CONSTRAINT "BankStatementLine_tenant_matchId_fkey" FOREIGN KEY ("tenant", "matchId") REFERENCES "BankMatch"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankMatch" ADD CONSTRAINT "BankMatch_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankMatchEntry" ADD CONSTRAINT "BankMatchEntry_tenant_matchId_fkey" FOREIGN KEY ("tenant", "matchId") REFERENCES "BankMatch"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankMatchEntry" ADD CONSTRAINT "BankMatchEntry_tenant_entryId_fkey" FOREIGN KEY ("tenant", "entryId") REFERENCES "LedgerEntry"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankReconciliation" ADD CONSTRAINT "BankReconciliation_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankReconciliationItem" ADD CONSTRAINT "BankReconciliationItem_tenant_reconciliationId_fkey" FOREIGN KEY ("tenant", "reconciliationId") REFERENCES "BankReconciliation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankReconciliationItem" ADD CONSTRAINT "BankReconciliationItem_tenant_lineId_fkey" FOREIGN KEY ("tenant", "lineId") REFERENCES "BankStatementLine"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankReconciliationItem" ADD CONSTRAINT "BankReconciliationItem_tenant_entryId_fkey" FOREIGN KEY ("tenant", "entryId") REFERENCES "LedgerEntry"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
