-- Unlogged: a crash of the database empties it, which fills every budget again, once; in exchange a request's budget writes
-- nothing to the log and nothing to the copies. Half-filled pages, because each row is only ever written over.
-- CreateTable
CREATE UNLOGGED TABLE "RateBucket" (
    "tenant" INTEGER NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "fullAt" TIMESTAMPTZ(6) NOT NULL,
    "granted" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("tenant","key")
) WITH (fillfactor = 50);
