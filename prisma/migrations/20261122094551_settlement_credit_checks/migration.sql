-- What is owed, waived, written off and open: of a settlement below zero nothing is taken off, and its open part is the
-- credit that is left.
ALTER TABLE "Settlement" DROP CONSTRAINT "Settlement_amount";
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_amount" CHECK (CASE WHEN "amountFen" >= 0
  THEN "waivedFen" >= 0 AND "writtenOffFen" >= 0 AND "openFen" BETWEEN 0 AND "amountFen" - "waivedFen" - "writtenOffFen"
  ELSE "waivedFen" = 0 AND "writtenOffFen" = 0 AND "openFen" BETWEEN "amountFen" AND 0 END);
ALTER TABLE "SettlementAllocation" DROP CONSTRAINT "SettlementAllocation_amount";
ALTER TABLE "SettlementAllocation" ADD CONSTRAINT "SettlementAllocation_amount" CHECK (CASE WHEN "amountFen" >= 0
  THEN "waivedFen" >= 0 AND "writtenOffFen" >= 0 AND "openFen" BETWEEN 0 AND "amountFen" - "waivedFen" - "writtenOffFen"
  ELSE "waivedFen" = 0 AND "writtenOffFen" = 0 AND "openFen" BETWEEN "amountFen" AND 0 END);
ALTER TABLE "CreditAllocation" ADD CONSTRAINT "CreditAllocation_amount" CHECK ("amountFen" <> 0 AND "position" > 0 AND "creditId" <> "allocationId");

-- A calculation may give more back than it makes due, as one that settles advances.
ALTER TABLE "Calculation" DROP CONSTRAINT "Calculation_amount";
