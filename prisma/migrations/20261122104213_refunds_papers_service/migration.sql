-- CreateEnum
CREATE TYPE "CreditRefundState" AS ENUM ('REQUESTED', 'PAID', 'REJECTED', 'WITHDRAWN', 'REVERSED');

-- CreateEnum
CREATE TYPE "PaymentDocumentKind" AS ENUM ('VAT_INVOICE', 'FISCAL_RECEIPT', 'TRANSACTION_RECEIPT', 'NONE');

-- CreateEnum
CREATE TYPE "LegalNature" AS ENUM ('CONTRACT_PAYMENT', 'RENT', 'DONATION', 'DIVIDEND', 'PASS_THROUGH');

-- CreateEnum
CREATE TYPE "PaymentDocumentState" AS ENUM ('ISSUED', 'VOIDED');

-- CreateEnum
CREATE TYPE "InKindRecordState" AS ENUM ('RECORDED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'REVOKED');

-- CreateTable
CREATE TABLE "CreditRefund" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "state" "CreditRefundState" NOT NULL,
    "requestedBy" TEXT COLLATE "C" NOT NULL,
    "requestedByOrganizationId" UUID,
    "decidedBy" TEXT COLLATE "C",
    "decidedByOrganizationId" UUID,
    "decisionReason" TEXT COLLATE "C",
    "paidOn" DATE,
    "bankReference" TEXT COLLATE "C",
    "transactionId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "fundDivisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CreditRefund_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "CreditRefundPart" (
    "tenant" INTEGER NOT NULL,
    "refundId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "paymentId" UUID,
    "creditId" UUID,
    "amountFen" BIGINT NOT NULL,

    CONSTRAINT "CreditRefundPart_pkey" PRIMARY KEY ("tenant","refundId","position")
);

-- CreateTable
CREATE TABLE "PaymentDocument" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "kind" "PaymentDocumentKind" NOT NULL,
    "nature" "LegalNature" NOT NULL,
    "issuerId" UUID,
    "code" TEXT COLLATE "C",
    "number" TEXT COLLATE "C",
    "issuedOn" DATE NOT NULL,
    "given" BOOLEAN NOT NULL DEFAULT false,
    "amountFen" BIGINT NOT NULL,
    "reason" TEXT COLLATE "C",
    "state" "PaymentDocumentState" NOT NULL,
    "voidReason" TEXT COLLATE "C",
    "fileId" UUID,
    "replacesId" UUID,
    "numberKey" TEXT COLLATE "C",
    "slot" TEXT COLLATE "C",
    "recordedBy" TEXT COLLATE "C" NOT NULL,
    "recordedByOrganizationId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "fundDivisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaymentDocument_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "InKindRecord" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "service" TEXT COLLATE "C" NOT NULL,
    "servedOn" DATE NOT NULL,
    "minutes" INTEGER NOT NULL,
    "state" "InKindRecordState" NOT NULL,
    "recordedBy" TEXT COLLATE "C" NOT NULL,
    "recordedByOrganizationId" UUID,
    "confirmedBy" TEXT COLLATE "C",
    "confirmedByOrganizationId" UUID,
    "decisionReason" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "InKindRecord_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "CreditRefund_tenant_agreementId_idx" ON "CreditRefund"("tenant", "agreementId");

-- CreateIndex
CREATE INDEX "CreditRefund_tenant_payerId_idx" ON "CreditRefund"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "CreditRefund_tenant_fundId_idx" ON "CreditRefund"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "CreditRefund_tenant_transactionId_idx" ON "CreditRefund"("tenant", "transactionId");

-- CreateIndex
CREATE INDEX "CreditRefund_tenant_divisionKey_state_idx" ON "CreditRefund"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE INDEX "CreditRefundPart_tenant_paymentId_idx" ON "CreditRefundPart"("tenant", "paymentId");

-- CreateIndex
CREATE INDEX "CreditRefundPart_tenant_creditId_idx" ON "CreditRefundPart"("tenant", "creditId");

-- CreateIndex
CREATE INDEX "PaymentDocument_tenant_paymentId_idx" ON "PaymentDocument"("tenant", "paymentId");

-- CreateIndex
CREATE INDEX "PaymentDocument_tenant_fileId_idx" ON "PaymentDocument"("tenant", "fileId");

-- CreateIndex
CREATE INDEX "PaymentDocument_tenant_replacesId_idx" ON "PaymentDocument"("tenant", "replacesId");

-- CreateIndex
CREATE INDEX "PaymentDocument_tenant_divisionKey_state_idx" ON "PaymentDocument"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentDocument_tenant_issuerId_numberKey_key" ON "PaymentDocument"("tenant", "issuerId", "numberKey");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentDocument_tenant_slot_key" ON "PaymentDocument"("tenant", "slot");

-- CreateIndex
CREATE INDEX "InKindRecord_tenant_agreementId_servedOn_idx" ON "InKindRecord"("tenant", "agreementId", "servedOn");

-- CreateIndex
CREATE INDEX "InKindRecord_tenant_payerId_idx" ON "InKindRecord"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "InKindRecord_tenant_divisionKey_state_idx" ON "InKindRecord"("tenant", "divisionKey", "state");

-- CreateIndex
CREATE INDEX "Payment_tenant_payerId_idx" ON "Payment"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "Payment_tenant_fundId_idx" ON "Payment"("tenant", "fundId");

-- AddForeignKey
ALTER TABLE "CreditRefund" ADD CONSTRAINT "CreditRefund_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRefund" ADD CONSTRAINT "CreditRefund_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRefund" ADD CONSTRAINT "CreditRefund_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRefund" ADD CONSTRAINT "CreditRefund_tenant_transactionId_fkey" FOREIGN KEY ("tenant", "transactionId") REFERENCES "LedgerTransaction"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRefundPart" ADD CONSTRAINT "CreditRefundPart_tenant_refundId_fkey" FOREIGN KEY ("tenant", "refundId") REFERENCES "CreditRefund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRefundPart" ADD CONSTRAINT "CreditRefundPart_tenant_paymentId_fkey" FOREIGN KEY ("tenant", "paymentId") REFERENCES "Payment"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CreditRefundPart" ADD CONSTRAINT "CreditRefundPart_tenant_creditId_fkey" FOREIGN KEY ("tenant", "creditId") REFERENCES "SettlementAllocation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentDocument" ADD CONSTRAINT "PaymentDocument_tenant_paymentId_fkey" FOREIGN KEY ("tenant", "paymentId") REFERENCES "Payment"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentDocument" ADD CONSTRAINT "PaymentDocument_tenant_issuerId_fkey" FOREIGN KEY ("tenant", "issuerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentDocument" ADD CONSTRAINT "PaymentDocument_tenant_fileId_fkey" FOREIGN KEY ("tenant", "fileId") REFERENCES "EvidenceFile"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentDocument" ADD CONSTRAINT "PaymentDocument_tenant_replacesId_fkey" FOREIGN KEY ("tenant", "replacesId") REFERENCES "PaymentDocument"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InKindRecord" ADD CONSTRAINT "InKindRecord_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InKindRecord" ADD CONSTRAINT "InKindRecord_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
