-- What is always true of meetings, votes and public notices, enforced by the database whoever writes.

-- Nobody takes part who may not.
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_persons" CHECK ("presentPersons" BETWEEN 0 AND "eligiblePersons");
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_households" CHECK ("presentHouseholds" BETWEEN 0 AND "eligibleHouseholds");
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_area" CHECK ("presentAreaDm2" BETWEEN 0 AND "eligibleAreaDm2");

-- What passed has the votes, and the area where area counts.
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_votes" CHECK ("yesVotes" >= 0 AND "noVotes" >= 0 AND "abstainVotes" >= 0 AND "baseVotes" >= 0 AND "neededVotes" >= 0);
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_majority" CHECK (NOT "passed" OR ("yesVotes" >= "neededVotes" AND coalesce("yesAreaDm2" >= "neededAreaDm2", "neededAreaDm2" IS NULL)));
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_area" CHECK (("baseAreaDm2" IS NULL) = ("neededAreaDm2" IS NULL) AND ("baseAreaDm2" IS NULL) = ("yesAreaDm2" IS NULL));

-- A notice stands for some time, and is about one thing.
ALTER TABLE "PublicNotice" ADD CONSTRAINT "PublicNotice_days" CHECK ("days" > 0 AND "lastOn" > "postedOn");
ALTER TABLE "PublicNotice" ADD CONSTRAINT "PublicNotice_subject" CHECK (num_nonnulls("resolutionId", "itemId") = 1);

-- Who is said to have answered has said something.
ALTER TABLE "NoticeObjection" ADD CONSTRAINT "NoticeObjection_answer" CHECK (("answer" IS NULL) = ("answeredOn" IS NULL) AND "answeredOn" >= "raisedOn");

-- The steps of a procedure are counted from one.
ALTER TABLE "ProcedureStep" ADD CONSTRAINT "ProcedureStep_position" CHECK ("position" > 0);
