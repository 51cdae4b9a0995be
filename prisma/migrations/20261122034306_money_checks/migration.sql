-- What is always true of money, enforced by the database whoever writes.

-- Posted rows never change. The application's role may not change them either; this holds for the owner, too.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % stay as they are', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerTransaction" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerLeg" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerEntry" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "LedgerSource" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "Calculation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "CalculationNode" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "PaymentAllocation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "StateChange" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "FundYear" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
-- What the public sums.
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "Donation" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE ON "FundExpense" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What follows changes, and so its triggers have other names: the application's role keeps its rights on these tables.

-- Whose an account is and on which side it grows decides what its legs mean, so it stays as it was opened. Whether a
-- fund's own money is bound may be said until something is posted; the balance is locked first, so that nothing is
-- posted meanwhile. Tables are named with their schema, because a temporary one of the same name would be found first.
CREATE FUNCTION "keep_account"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."kind" = 'FUND' AND to_jsonb(NEW) - 'neverNegative' = to_jsonb(OLD) - 'neverNegative' THEN
    PERFORM FROM public."LedgerBalance" b WHERE b."tenant" = OLD."tenant" AND b."accountId" = OLD."id" FOR UPDATE;
    IF NOT EXISTS (SELECT FROM public."LedgerLeg" l WHERE l."tenant" = OLD."tenant"
      AND (l."debitAccountId" = OLD."id" OR l."creditAccountId" = OLD."id")) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'rows of LedgerAccount stay as they were opened' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "keep_account" BEFORE UPDATE OR DELETE ON "LedgerAccount" FOR EACH ROW EXECUTE FUNCTION "keep_account"();

-- A balance changes with its account's entries, and lasts as long.
CREATE TRIGGER "keep_balance" BEFORE DELETE ON "LedgerBalance" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- A chain grows only: the number of a voucher is never given twice.
CREATE FUNCTION "raise_head"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."tenant" = OLD."tenant" AND NEW."number" > OLD."number" THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of LedgerHead only rises' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "raise_head" BEFORE UPDATE OR DELETE ON "LedgerHead" FOR EACH ROW EXECUTE FUNCTION "raise_head"();

-- A leg is balanced by its form: one debit, one credit, two accounts that take postings, one amount above zero.
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_amount" CHECK ("amountFen" > 0);
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_two_accounts" CHECK ("debitAccountId" <> "creditAccountId");
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_no_roll_up" CHECK (NOT "isRollUp");
ALTER TABLE "LedgerLeg" ADD CONSTRAINT "LedgerLeg_position" CHECK ("position" > 0);
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_amount" CHECK ("amountFen" <> 0 AND "number" > 0);

-- A fund has one account of each kind; only what payers owe is kept payer by payer, which the unique index sees to.
CREATE UNIQUE INDEX "LedgerAccount_one_per_kind" ON "LedgerAccount"("tenant", "fundId", "kind", "isRollUp") WHERE "payerId" IS NULL;
ALTER TABLE "LedgerAccount" ADD CONSTRAINT "LedgerAccount_payer" CHECK ("payerId" IS NULL OR ("kind" = 'RECEIVABLE' AND NOT "isRollUp"));

-- Bound money is never overdrawn.
ALTER TABLE "LedgerBalance" ADD CONSTRAINT "fund-never-overdrawn" CHECK (NOT "neverNegative" OR "balanceFen" >= 0);
ALTER TABLE "LedgerBalance" ADD CONSTRAINT "LedgerBalance_count" CHECK ("entryCount" >= 0);

-- A reversal names what it takes back, and nothing else does; nobody reviews what they prepared.
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_number" CHECK ("number" > 0 AND "attachments" >= 0);
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_reversal" CHECK (("kind" = 'REVERSAL') = ("reversesId" IS NOT NULL) AND "reversesId" <> "id");
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_four_eyes" CHECK ("reviewedBy" <> "preparedBy");
ALTER TABLE "LedgerTransaction" ADD CONSTRAINT "LedgerTransaction_digest" CHECK ("digest" IN ('sha256', 'sm3') AND octet_length("hash") = 32 AND octet_length("previousHash") = 32);
ALTER TABLE "LedgerHead" ADD CONSTRAINT "LedgerHead_number" CHECK ("number" >= 0 AND octet_length("hash") = 32);

-- What is published of a year follows something posted, and counts from one.
ALTER TABLE "FundYear" ADD CONSTRAINT "FundYear_revision" CHECK ("revision" > 0 AND "lastEntryNumber" > 0);

-- Amounts
ALTER TABLE "Donation" ADD CONSTRAINT "Donation_amount" CHECK ("amountFen" > 0);
ALTER TABLE "FundExpense" ADD CONSTRAINT "FundExpense_amount" CHECK ("amountFen" > 0);
ALTER TABLE "RevenueLine" ADD CONSTRAINT "RevenueLine_amount" CHECK ("amountFen" >= 0 OR "measure" = 'PROFIT');
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_amount" CHECK ("amountFen" >= 0 AND "openFen" BETWEEN 0 AND "amountFen");
ALTER TABLE "SettlementAllocation" ADD CONSTRAINT "SettlementAllocation_amount" CHECK ("amountFen" >= 0 AND "openFen" BETWEEN 0 AND "amountFen");
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_amount" CHECK ("amountFen" > 0 AND "unallocatedFen" >= 0 AND "voluntaryFen" >= 0 AND "unallocatedFen" + "voluntaryFen" <= "amountFen");
ALTER TABLE "PaymentAllocation" ADD CONSTRAINT "PaymentAllocation_amount" CHECK ("amountFen" <> 0);
ALTER TABLE "Calculation" ADD CONSTRAINT "Calculation_amount" CHECK ("dueFen" >= 0);
ALTER TABLE "ShareBoundsPolicy" ADD CONSTRAINT "ShareBoundsPolicy_rates" CHECK ("minRatePpm" >= 0 AND "minRatePpm" <= "maxRatePpm" AND "maxRatePpm" <= 1000000);

-- Terms that are acted on say when they hold and by when is reported and paid; a published text may not.
ALTER TABLE "AgreementVersion" ADD CONSTRAINT "AgreementVersion_days" CHECK ("state" = 'PUBLISHED' OR ("validFrom" IS NOT NULL AND "reportDueDays" >= 0 AND "paymentDueDays" >= 0));

-- Who verifies is not who submitted, nor of the same organization; who confirms a receipt did not announce it.
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_verifier" CHECK ("verifiedBy" <> "submittedBy" AND "verifiedByOrganizationId" <> "submittedByOrganizationId" AND "verifiedByOrganizationId" <> "payerId");
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_four_eyes" CHECK ("receivedBy" <> "recordedBy");

-- Validities and periods are half-open and not empty.
ALTER TABLE "CommunityPartner" ADD CONSTRAINT "CommunityPartner_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "AgreementVersion" ADD CONSTRAINT "AgreementVersion_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "ShareBoundsPolicy" ADD CONSTRAINT "ShareBoundsPolicy_validity" CHECK ("validTo" > "validFrom");
ALTER TABLE "RevenueReport" ADD CONSTRAINT "RevenueReport_period" CHECK ("periodTo" > "periodFrom" AND "submissionCount" >= 0);
ALTER TABLE "Settlement" ADD CONSTRAINT "Settlement_period" CHECK ("periodTo" > "periodFrom");

-- A file is known by its digest.
ALTER TABLE "RevenueEvidence" ADD CONSTRAINT "RevenueEvidence_digest" CHECK ("digest" ~ '^sha256:[0-9a-f]{64}$');

-- Names in the order that lists show them in.
CREATE INDEX "Fund_tenant_name_id_idx" ON "Fund"("tenant", "name" COLLATE "zh-x-icu", "id");
CREATE INDEX "Agreement_tenant_title_id_idx" ON "Agreement"("tenant", "title" COLLATE "zh-x-icu", "id");
