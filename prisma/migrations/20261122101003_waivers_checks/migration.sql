-- A waiver is for one settlement or for periods, takes off a part, and is decided by somebody else than who asked for it.
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_rate" CHECK ("ratePpm" > 0 AND "ratePpm" <= 1000000);
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_purpose" CHECK (CASE WHEN "settlementId" IS NULL
  THEN "periodFrom" IS NOT NULL AND "periodTo" IS NOT NULL AND "periodFrom" < "periodTo"
  ELSE "periodFrom" IS NULL AND "periodTo" IS NULL END);
ALTER TABLE "Waiver" ADD CONSTRAINT "Waiver_four_eyes" CHECK ("decidedBy" <> "requestedBy" AND "decidedByOrganizationId" <> "payerId");

-- What is recovered is put back; everything else is taken off. A write-off rests on a resolution, a waiver's reduction on it.
ALTER TABLE "SettlementReduction" ADD CONSTRAINT "SettlementReduction_amount" CHECK (("kind" = 'RECOVERY' AND "amountFen" < 0) OR ("kind" <> 'RECOVERY' AND "amountFen" > 0));
ALTER TABLE "SettlementReduction" ADD CONSTRAINT "SettlementReduction_reason" CHECK (("kind" = 'WAIVER') = ("waiverId" IS NOT NULL) AND ("kind" = 'WRITE_OFF') = ("resolutionId" IS NOT NULL));
