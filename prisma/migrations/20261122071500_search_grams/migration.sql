-- Finding a part of a name, its pinyin or its initials by an index, in any locale and without an extension.

-- The pieces of a search key by which a text can be found in it: two and three characters, and one where it is a Chinese
-- character. What is searched is a part of the key if and only if it is found by LIKE; the pieces only lead to few rows.
CREATE FUNCTION "search_grams"("key" text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT array_agg(DISTINCT gram COLLATE "C") FROM (
    SELECT substr("key", place, size) AS gram, size
    FROM generate_series(1, length("key")) AS place, generate_series(1, 3) AS size
    WHERE place + size <= length("key") + 1
  ) AS grams WHERE size > 1 OR octet_length(gram) > 1
$$;
CREATE INDEX "DivisionVersion_search" ON "DivisionVersion" USING gin ("search_grams"("searchKey"));
CREATE INDEX "GovernanceUnit_search" ON "GovernanceUnit" USING gin ("search_grams"("searchKey"));
CREATE INDEX "Organization_search" ON "Organization" USING gin ("search_grams"("searchKey"));
CREATE INDEX "PartyOrganization_search" ON "PartyOrganization" USING gin ("search_grams"("searchKey"));
CREATE INDEX "Fund_search" ON "Fund" USING gin ("search_grams"("searchKey"));
CREATE INDEX "Agreement_search" ON "Agreement" USING gin ("search_grams"("searchKey"));
