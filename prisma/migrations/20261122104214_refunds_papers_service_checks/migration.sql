-- A refund pays something back, from a payment or from credit, and is decided by somebody else than who asked for it.
ALTER TABLE "CreditRefund" ADD CONSTRAINT "CreditRefund_amount" CHECK ("amountFen" > 0);
ALTER TABLE "CreditRefund" ADD CONSTRAINT "CreditRefund_four_eyes" CHECK ("decidedBy" <> "requestedBy" AND "decidedByOrganizationId" <> "payerId");
ALTER TABLE "CreditRefundPart" ADD CONSTRAINT "CreditRefundPart_source" CHECK ("amountFen" > 0 AND "position" > 0 AND ("paymentId" IS NULL) <> ("creditId" IS NULL));

-- A paper has an issuer and a number; where there is none, a reason.
ALTER TABLE "PaymentDocument" ADD CONSTRAINT "PaymentDocument_amount" CHECK ("amountFen" > 0);
ALTER TABLE "PaymentDocument" ADD CONSTRAINT "PaymentDocument_paper" CHECK (CASE WHEN "kind" = 'NONE'
  THEN "issuerId" IS NULL AND "number" IS NULL AND "numberKey" IS NULL AND "reason" IS NOT NULL
  ELSE "issuerId" IS NOT NULL AND "number" IS NOT NULL AND "numberKey" IS NOT NULL AND "reason" IS NULL END);

-- Service takes time, and is confirmed by somebody else than who recorded it.
ALTER TABLE "InKindRecord" ADD CONSTRAINT "InKindRecord_minutes" CHECK ("minutes" > 0);
ALTER TABLE "InKindRecord" ADD CONSTRAINT "InKindRecord_four_eyes" CHECK ("confirmedBy" <> "recordedBy" AND "confirmedByOrganizationId" <> "payerId");
