-- CreateEnum
CREATE TYPE "AccountingStandard" AS ENUM ('NON_PROFIT', 'RURAL_COLLECTIVE', 'ENTERPRISE');

-- AlterTable
ALTER TABLE "Fund" ADD COLUMN     "accountingStandard" "AccountingStandard";
