-- A notice asks for something, has a number, and says why it was withdrawn.
ALTER TABLE "PaymentNotice" ADD CONSTRAINT "PaymentNotice_amount" CHECK ("amountFen" > 0 AND "number" > 0);
ALTER TABLE "PaymentNotice" ADD CONSTRAINT "PaymentNotice_replaced" CHECK ("replacedById" <> "id");
ALTER TABLE "PaymentNoticeLine" ADD CONSTRAINT "PaymentNoticeLine_amount" CHECK ("amountFen" > 0 AND "position" > 0);
ALTER TABLE "PaymentNoticeSeries" ADD CONSTRAINT "PaymentNoticeSeries_number" CHECK ("number" > 0);
