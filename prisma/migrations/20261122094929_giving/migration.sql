-- CreateEnum
CREATE TYPE "DonationKind" AS ENUM ('CASH', 'GOODS', 'SERVICE', 'SECURITIES');

-- CreateEnum
CREATE TYPE "DonationValuation" AS ENUM ('INVOICE', 'MARKET_PRICE', 'APPRAISAL');

-- CreateEnum
CREATE TYPE "DonationState" AS ENUM ('RECEIVED', 'RECEIPTED', 'ALLOCATED', 'USED', 'REPORTED', 'REFUNDED', 'REVERSED');

-- CreateEnum
CREATE TYPE "PledgeState" AS ENUM ('PLEDGED', 'FULFILLED', 'DEFAULTED', 'RELEASED');

-- CreateEnum
CREATE TYPE "PledgeReleaseGround" AS ENUM ('HARDSHIP', 'REVOCATION');

-- CreateEnum
CREATE TYPE "ReceiptState" AS ENUM ('ISSUED', 'VOIDED');

-- AlterTable
ALTER TABLE "Donation" ADD COLUMN     "description" TEXT COLLATE "C",
ADD COLUMN     "fairValueFen" BIGINT,
ADD COLUMN     "kind" "DonationKind" NOT NULL DEFAULT 'CASH',
ADD COLUMN     "pledgeId" UUID,
ADD COLUMN     "quantity" TEXT COLLATE "C",
ADD COLUMN     "state" "DonationState" NOT NULL DEFAULT 'RECEIVED',
ADD COLUMN     "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "valuation" "DonationValuation",
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "Pledge" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "fundId" UUID NOT NULL,
    "donorId" UUID,
    "purposeId" UUID,
    "donorName" TEXT COLLATE "C",
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "amountFen" BIGINT NOT NULL,
    "paidFen" BIGINT NOT NULL DEFAULT 0,
    "binding" BOOLEAN NOT NULL,
    "state" "PledgeState" NOT NULL,
    "releaseGround" "PledgeReleaseGround",
    "promisedOn" DATE NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Pledge_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PledgeInstalment" (
    "tenant" INTEGER NOT NULL,
    "pledgeId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "dueOn" DATE NOT NULL,
    "amountFen" BIGINT NOT NULL,

    CONSTRAINT "PledgeInstalment_pkey" PRIMARY KEY ("tenant","pledgeId","position")
);

-- CreateTable
CREATE TABLE "DonationReceipt" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "donationId" UUID NOT NULL,
    "issuerId" UUID NOT NULL,
    "replacesId" UUID,
    "number" TEXT COLLATE "C" NOT NULL,
    "donorName" TEXT COLLATE "C",
    "anonymous" BOOLEAN NOT NULL,
    "property" TEXT COLLATE "C" NOT NULL,
    "quantity" TEXT COLLATE "C",
    "amountFen" BIGINT,
    "handler" TEXT COLLATE "C" NOT NULL,
    "issuedOn" DATE NOT NULL,
    "state" "ReceiptState" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DonationReceipt_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "Pledge_tenant_fundId_idx" ON "Pledge"("tenant", "fundId");

-- CreateIndex
CREATE INDEX "Pledge_tenant_donorId_idx" ON "Pledge"("tenant", "donorId");

-- CreateIndex
CREATE INDEX "Pledge_tenant_purposeId_idx" ON "Pledge"("tenant", "purposeId");

-- CreateIndex
CREATE INDEX "DonationReceipt_tenant_donationId_idx" ON "DonationReceipt"("tenant", "donationId");

-- CreateIndex
CREATE INDEX "DonationReceipt_tenant_replacesId_idx" ON "DonationReceipt"("tenant", "replacesId");

-- CreateIndex
CREATE UNIQUE INDEX "DonationReceipt_tenant_issuerId_number_key" ON "DonationReceipt"("tenant", "issuerId", "number");

-- CreateIndex
CREATE INDEX "Donation_tenant_pledgeId_idx" ON "Donation"("tenant", "pledgeId");

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_tenant_fundId_fkey" FOREIGN KEY ("tenant", "fundId") REFERENCES "Fund"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_tenant_donorId_fkey" FOREIGN KEY ("tenant", "donorId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_tenant_purposeId_fkey" FOREIGN KEY ("tenant", "purposeId") REFERENCES "FundPurpose"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PledgeInstalment" ADD CONSTRAINT "PledgeInstalment_tenant_pledgeId_fkey" FOREIGN KEY ("tenant", "pledgeId") REFERENCES "Pledge"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DonationReceipt" ADD CONSTRAINT "DonationReceipt_tenant_donationId_fkey" FOREIGN KEY ("tenant", "donationId") REFERENCES "Donation"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DonationReceipt" ADD CONSTRAINT "DonationReceipt_tenant_issuerId_fkey" FOREIGN KEY ("tenant", "issuerId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DonationReceipt" ADD CONSTRAINT "DonationReceipt_tenant_replacesId_fkey" FOREIGN KEY ("tenant", "replacesId") REFERENCES "DonationReceipt"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_tenant_pledgeId_fkey" FOREIGN KEY ("tenant", "pledgeId") REFERENCES "Pledge"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Where a donation is in its life and what it is bound to may change, what was given may not; for everybody, the owner of
-- the tables among them. The name differs from that of the append-only tables, so that the application may do the former.
DROP TRIGGER "append_only" ON "Donation";
CREATE FUNCTION "keep_donation"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY['state', 'purposeId', 'version', 'updatedAt']
    = to_jsonb(OLD) - ARRAY['state', 'purposeId', 'version', 'updatedAt'] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was given stays as it is' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "keep_donation" BEFORE UPDATE OR DELETE ON "Donation" FOR EACH ROW EXECUTE FUNCTION "keep_donation"();

-- What was taken back before donations had states.
UPDATE "Donation" d SET "state" = 'REVERSED' FROM "LedgerTransaction" r
WHERE r."tenant" = d."tenant" AND r."reversesId" = d."transactionId";

-- Money is posted; what is given in kind is described and is no money.
ALTER TABLE "Donation" DROP CONSTRAINT "Donation_amount";
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_amount" CHECK (CASE WHEN "kind" = 'CASH' THEN "amountFen" > 0
  ELSE "amountFen" = 0 AND "transactionId" IS NULL AND "pledgeId" IS NULL AND "description" IS NOT NULL END);
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_value" CHECK (("fairValueFen" IS NULL) = ("valuation" IS NULL) AND "fairValueFen" > 0);

-- No more is given for a pledge than was promised.
ALTER TABLE "Pledge" ADD CONSTRAINT "pledge-paid-within-promise" CHECK ("amountFen" > 0 AND "paidFen" BETWEEN 0 AND "amountFen");
ALTER TABLE "Pledge" ADD CONSTRAINT "Pledge_release" CHECK ("releaseGround" IS NULL OR "state" = 'RELEASED');
ALTER TABLE "PledgeInstalment" ADD CONSTRAINT "PledgeInstalment_amount" CHECK ("amountFen" > 0 AND "position" > 0);

-- A donation has one receipt that is valid.
CREATE UNIQUE INDEX "DonationReceipt_one_valid" ON "DonationReceipt"("tenant", "donationId") WHERE "state" = 'ISSUED';
