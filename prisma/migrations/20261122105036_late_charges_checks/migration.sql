-- A late charge says what it charges and for which days, and a share does not; no day is charged twice.
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_late_charge" CHECK (CASE WHEN "kind" = 'LATE_CHARGE'
  THEN "chargesId" IS NOT NULL AND "chargesId" <> "id" AND "chargedFrom" IS NOT NULL AND "chargedTo" IS NOT NULL
    AND "chargedTo" > "chargedFrom" AND "amountFen" > 0
  ELSE num_nonnulls("chargesId", "chargedFrom", "chargedTo") = 0 END);

-- Charges of a settlement begin on different days while they stand; that they do not overlap is seen to under the lock.
CREATE UNIQUE INDEX "Settlement_charged_from" ON "Settlement"("tenant", "chargesId", "chargedFrom") WHERE "state" <> 'REVERSED' AND "kind" = 'LATE_CHARGE';
