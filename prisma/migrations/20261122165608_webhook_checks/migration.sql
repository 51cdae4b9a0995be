-- What is always true of webhooks, enforced by the database whoever writes.
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_numbers" CHECK ("takenThrough" >= 0 AND "failures" >= 0);
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_failing" CHECK (("failingSince" IS NULL) = ("failures" = 0));
ALTER TABLE "WebhookEndpoint" ADD CONSTRAINT "WebhookEndpoint_replay" CHECK (
  ("replayAfter" IS NULL) = ("replayThrough" IS NULL) AND "replayAfter" < "replayThrough");
-- A key that has no end signs; a receiver can verify by a public key or has the secret.
ALTER TABLE "WebhookKey" ADD CONSTRAINT "WebhookKey_signs" CHECK ("sealed" IS NOT NULL OR "expiresAt" IS NOT NULL);
ALTER TABLE "WebhookKey" ADD CONSTRAINT "WebhookKey_public" CHECK (("publicKey" IS NOT NULL) = ("signature" = 'V1A'));
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_numbers" CHECK (
  ("sequence" IS NULL) = ("kind" = 'PING') AND ("gapFrom" IS NOT NULL) = ("kind" = 'GAP') AND "gapFrom" <= "sequence");
-- What is open is tried some time; what is settled is not.
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_open" CHECK (
  ("nextAttemptAt" IS NULL) = ("settledAt" IS NOT NULL)
  AND ("settledAt" IS NOT NULL) = ("outcome" IN ('DELIVERED', 'DEAD', 'SKIPPED')));
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_lease" CHECK (("lease" IS NULL) = ("leasedUntil" IS NULL));
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_attempts" CHECK (
  "attemptCount" >= "triedBefore" AND "triedBefore" >= 0);
ALTER TABLE "WebhookAttempt" ADD CONSTRAINT "WebhookAttempt_numbers" CHECK (
  "number" >= 1 AND "durationMs" >= 0 AND "bodyBytes" >= 0);
