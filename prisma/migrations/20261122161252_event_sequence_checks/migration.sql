-- What the sequencer finds: an index that holds only what waits for its number, and so is nearly empty.
CREATE INDEX "OutboxEvent_unsequenced" ON "OutboxEvent"("tenant", "queuedAt", "id") WHERE "sequence" IS NULL;

-- Numbers begin at one, and what is kept ends at the head: nothing kept is one beyond it.
ALTER TABLE "OutboxEvent" ADD CONSTRAINT "OutboxEvent_sequence" CHECK ("sequence" >= 1);
ALTER TABLE "EventHead" ADD CONSTRAINT "EventHead_sequence" CHECK ("sequence" >= 0);
ALTER TABLE "EventHead" ADD CONSTRAINT "EventHead_kept" CHECK ("keptFrom" BETWEEN 1 AND "sequence" + 1);
