-- Finding a part of a name, its pinyin or its initials by an index, in any locale and without an extension.

-- The pieces of a search key by which a text can be found in it: two and three characters, and one where it is a Chinese
-- character. What is searched is a part of the key if and only if it is found by LIKE; the pieces only lead to few rows.
CREATE FUNCTION "search_grams"("key" text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
  c text[] := string_to_array("key", NULL);
  n integer := cardinality(c);
  grams text[] := '{}';
BEGIN
  FOR i IN 1..n LOOP
    IF octet_length(c[i]) > 1 THEN grams := grams || c[i]; END IF;
    IF i < n THEN grams := grams || (c[i] || c[i + 1]); END IF;
    IF i < n - 1 THEN grams := grams || (c[i] || c[i + 1] || c[i + 2]); END IF;
  END LOOP;
  RETURN grams;
END
$$;
CREATE INDEX "DivisionVersion_search" ON "DivisionVersion" USING gin ("search_grams"("searchKey"));
CREATE INDEX "GovernanceUnit_search" ON "GovernanceUnit" USING gin ("search_grams"("searchKey"));
CREATE INDEX "Organization_search" ON "Organization" USING gin ("search_grams"("searchKey"));
CREATE INDEX "PartyOrganization_search" ON "PartyOrganization" USING gin ("search_grams"("searchKey"));
CREATE INDEX "Fund_search" ON "Fund" USING gin ("search_grams"("searchKey"));
CREATE INDEX "Agreement_search" ON "Agreement" USING gin ("search_grams"("searchKey"));
