-- What is always true of purposes, assessments and the access log.
ALTER TABLE "ProcessingPurpose" ADD CONSTRAINT "ProcessingPurpose_opens_personal_data" CHECK (cardinality("dataClasses") > 0 AND "dataClasses" <@ ARRAY['PERSONAL', 'SENSITIVE']::"DataClass"[]);
ALTER TABLE "ProcessingPurpose" ADD CONSTRAINT "ProcessingPurpose_retention" CHECK ("retentionMonths" > 0);
ALTER TABLE "ProcessingPurpose" ADD CONSTRAINT "ProcessingPurpose_validity" CHECK ("validTo" >= "validFrom");
ALTER TABLE "ImpactAssessment" ADD CONSTRAINT "ImpactAssessment_kept" CHECK ("keptUntil" > "assessedOn");
ALTER TABLE "AccessLogEntry" ADD CONSTRAINT "AccessLogEntry_rows" CHECK ("rowCount" >= 0);
