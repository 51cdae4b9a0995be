-- What is always true of a request to spend: it asks for something, and nobody answers their own question.
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_amount" CHECK ("amountFen" > 0 AND "attachments" >= 0);
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_four_eyes" CHECK ("approvedBy" <> "requestedBy" AND "reviewedBy" <> "requestedBy" AND "approvedBy" <> "reviewedBy");
ALTER TABLE "ExpenseRequest" ADD CONSTRAINT "ExpenseRequest_cashier" CHECK ("paidBy" <> "approvedBy" AND "paidBy" <> "reviewedBy");
ALTER TABLE "Fund" ADD CONSTRAINT "Fund_second_approval" CHECK ("secondApprovalFromFen" > 0);
