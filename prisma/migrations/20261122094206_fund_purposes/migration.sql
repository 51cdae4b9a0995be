-- CreateEnum
CREATE TYPE "UseChangeGround" AS ENUM ('DONOR_CONSENT', 'FILED');

-- AlterTable
ALTER TABLE "Donation" ADD COLUMN     "purposeId" UUID;

-- AlterTable
ALTER TABLE "FundExpense" ADD COLUMN     "purposeId" UUID;

-- AlterTable
ALTER TABLE "ExpenseRequest" ADD COLUMN     "purposeId" UUID;

-- CreateTable
CREATE TABLE "FundPurpose" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C",
    "givenFen" BIGINT NOT NULL DEFAULT 0,
    "spentFen" BIGINT NOT NULL DEFAULT 0,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FundPurpose_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "FundUseChange" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "fromId" UUID NOT NULL,
    "toId" UUID NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "ground" "UseChangeGround" NOT NULL,
    "groundedOn" DATE NOT NULL,
    "documentNo" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FundUseChange_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FundPurpose_tenant_fundId_name_key" ON "FundPurpose"("tenant", "fundId", "name");

-- CreateIndex
CREATE INDEX "FundUseChange_tenant_fromId_idx" ON "FundUseChange"("tenant", "fromId");

-- CreateIndex
CREATE INDEX "FundUseChange_tenant_toId_idx" ON "FundUseChange"("tenant", "toId");

-- CreateIndex
CREATE INDEX "FundUseChange_tenant_fundId_idx" ON "FundUseChange"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "Donation_tenant_purposeId_idx" ON "Donation"("tenant", "purposeId");

-- CreateIndex
CREATE INDEX "ExpenseRequest_tenant_purposeId_idx" ON "ExpenseRequest"("tenant", "purposeId");

-- CreateIndex
CREATE INDEX "FundExpense_tenant_purposeId_idx" ON "FundExpense"("tenant", "purposeId");

-- AddForeignKey
ALTER TABLE "FundPurpose" ADD CONSTRAINT "FundPurpose_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundUseChange" ADD CONSTRAINT "FundUseChange_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundUseChange" ADD CONSTRAINT "FundUseChange_tenant_fromId_fkey" FOREIGN KEY ("tenant", "fromId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundUseChange" ADD CONSTRAINT "FundUseChange_tenant_toId_fkey" FOREIGN KEY ("tenant", "toId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_tenant_purposeId_fkey" FOREIGN KEY ("tenant", "purposeId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_tenant_purposeId_fkey" FOREIGN KEY ("tenant", "purposeId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_tenant_purposeId_fkey" FOREIGN KEY ("tenant", "purposeId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was given for a purpose is spent on nothing else, and not twice.
ALTER TABLE "FundPurpose" ADD CONSTRAINT "purpose-never-overspent" CHECK ("spentFen" BETWEEN 0 AND "givenFen");
ALTER TABLE "FundUseChange" ADD CONSTRAINT "FundUseChange_amount" CHECK ("amountFen" > 0 AND "fromId" <> "toId");
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "FundUseChange" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
