-- CreateEnum
CREATE TYPE "PaymentNoticeState" AS ENUM ('ISSUED', 'REPLACED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "PaymentNotice" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "agreementId" UUID NOT NULL,
    "payerId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "issuedOn" DATE NOT NULL,
    "payBy" DATE NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "note" TEXT COLLATE "C",
    "state" "PaymentNoticeState" NOT NULL,
    "withdrawReason" TEXT COLLATE "C",
    "replacedById" UUID,
    "issuedBy" TEXT COLLATE "C" NOT NULL,
    "issuedByOrganizationId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaymentNotice_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PaymentNoticeLine" (
    "tenant" INTEGER NOT NULL,
    "noticeId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "allocationId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "accountHolder" TEXT COLLATE "C" NOT NULL,
    "bankName" TEXT COLLATE "C" NOT NULL,
    "accountNo" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "PaymentNoticeLine_pkey" PRIMARY KEY ("tenant","noticeId","position")
);

-- CreateTable
CREATE TABLE "PaymentNoticeSeries" (
    "tenant" INTEGER NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "PaymentNoticeSeries_pkey" PRIMARY KEY ("tenant","year")
);

-- CreateIndex
CREATE INDEX "PaymentNotice_tenant_agreementId_idx" ON "PaymentNotice"("tenant", "agreementId");

-- CreateIndex
CREATE INDEX "PaymentNotice_tenant_payerId_idx" ON "PaymentNotice"("tenant", "payerId");

-- CreateIndex
CREATE INDEX "PaymentNotice_tenant_divisionKey_issuedOn_idx" ON "PaymentNotice"("tenant", "divisionKey", "issuedOn");

-- CreateIndex
CREATE INDEX "PaymentNotice_tenant_replacedById_idx" ON "PaymentNotice"("tenant", "replacedById");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentNotice_tenant_year_number_key" ON "PaymentNotice"("tenant", "year", "number");

-- CreateIndex
CREATE INDEX "PaymentNoticeLine_tenant_allocationId_idx" ON "PaymentNoticeLine"("tenant", "allocationId");

-- AddForeignKey
ALTER TABLE "PaymentNotice" ADD CONSTRAINT "PaymentNotice_tenant_agreementId_fkey" FOREIGN KEY ("tenant", "agreementId") REFERENCES "Agreement"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentNotice" ADD CONSTRAINT "PaymentNotice_tenant_payerId_fkey" FOREIGN KEY ("tenant", "payerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentNotice" ADD CONSTRAINT "PaymentNotice_tenant_replacedById_fkey" FOREIGN KEY ("tenant", "replacedById") REFERENCES "PaymentNotice"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentNoticeLine" ADD CONSTRAINT "PaymentNoticeLine_tenant_noticeId_fkey" FOREIGN KEY ("tenant", "noticeId") REFERENCES "PaymentNotice"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentNoticeLine" ADD CONSTRAINT "PaymentNoticeLine_tenant_allocationId_fkey" FOREIGN KEY ("tenant", "allocationId") REFERENCES "SettlementAllocation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
