-- What was given stays as it is; how the names of persons are sealed at rest changes with the keys, and a name may be erased
-- where the person asks for it and no law keeps it. Whether a name stands there at all does not change.
CREATE OR REPLACE FUNCTION "keep_donation"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  changing text[] := ARRAY['state', 'purposeId', 'version', 'updatedAt', 'donorName', 'handler'];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - changing = to_jsonb(OLD) - changing
    AND (NEW."donorName" IS NULL) = (OLD."donorName" IS NULL) AND (NEW."handler" IS NULL) = (OLD."handler" IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was given stays as it is' USING ERRCODE = 'restrict_violation';
END
$$;
