-- What is always true of requests of persons: a deletion is carried out by a second person, and a law that keeps data has an end.
ALTER TABLE "SubjectRequest" ADD CONSTRAINT "SubjectRequest_four_eyes" CHECK ("kind" <> 'DELETION' OR "state" <> 'ANSWERED' OR "decidedBy" <> "filedBy");
ALTER TABLE "SubjectRequest" ADD CONSTRAINT "SubjectRequest_kept" CHECK (("keptBy" IS NULL) = ("blockedUntil" IS NULL));
ALTER TABLE "SubjectRequest" ADD CONSTRAINT "SubjectRequest_due" CHECK ("dueOn" > "receivedOn" AND "erasedValues" >= 0);
