-- CreateEnum
CREATE TYPE "TierMode" AS ENUM ('MARGINAL', 'WHOLE');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "RevenueMeasure" ADD VALUE 'COST';
ALTER TYPE "RevenueMeasure" ADD VALUE 'UNITS';
ALTER TYPE "RevenueMeasure" ADD VALUE 'HOURS';
ALTER TYPE "RevenueMeasure" ADD VALUE 'PEAK_HOURS';
