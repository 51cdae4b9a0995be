-- CreateEnum
CREATE TYPE "StepNeed" AS ENUM ('RECORD', 'VOTE', 'NOTICE', 'EXECUTION', 'REPORT');

-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('BABA', 'COUNCIL_HALL', 'OWNERS_ASSEMBLY', 'RESIDENTS', 'VILLAGERS', 'VILLAGE_GROUP', 'REPRESENTATIVES', 'COLLECTIVE_MEMBERS', 'PARTY_MEMBERS', 'JOINT', 'DECISION_BODY');

-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('COLLECTING', 'CONSULTING', 'ANNOUNCED', 'HELD', 'OVERDUE', 'CANCELLED');

-- CreateEnum
CREATE TYPE "AgendaItemState" AS ENUM ('COLLECTED', 'ON_AGENDA', 'PASSED', 'REJECTED', 'EXECUTING', 'REPORTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "VoteRule" AS ENUM ('BABA_TWO_THIRDS', 'OWNERS_GENERAL', 'OWNERS_SPECIAL', 'VILLAGERS_MEETING', 'VILLAGE_REPRESENTATIVES', 'VILLAGE_GROUP', 'RESIDENTS_MEETING', 'COLLECTIVE_ASSEMBLY', 'CHARITY_MAJOR_INVESTMENT', 'RED_COMMITTEE');

-- CreateEnum
CREATE TYPE "VoteBase" AS ENUM ('PRESENT', 'ALL', 'HOUSEHOLDS');

-- CreateEnum
CREATE TYPE "VoteMethod" AS ENUM ('SHOW_OF_HANDS', 'BALLOT', 'REMOTE');

-- CreateEnum
CREATE TYPE "PublicNoticeState" AS ENUM ('POSTED', 'CLOSED_WITHOUT_OBJECTION', 'CLOSED_AFTER_OBJECTIONS', 'UPHELD', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ObjectionState" AS ENUM ('RAISED', 'DISMISSED', 'UPHELD');

-- AlterTable
ALTER TABLE "Resolution" ADD COLUMN     "itemId" UUID,
ADD COLUMN     "procedureCode" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "Procedure" (
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Procedure_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "ProcedureStep" (
    "procedureCode" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "actor" TEXT COLLATE "C" NOT NULL,
    "needs" "StepNeed" NOT NULL,

    CONSTRAINT "ProcedureStep_pkey" PRIMARY KEY ("procedureCode","position")
);

-- CreateTable
CREATE TABLE "Meeting" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "bodyName" TEXT COLLATE "C" NOT NULL,
    "bodyId" UUID,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "unitId" UUID,
    "month" TEXT COLLATE "C",
    "dueOn" DATE,
    "plannedOn" DATE,
    "place" TEXT COLLATE "C",
    "state" "MeetingState" NOT NULL,
    "heldOn" DATE,
    "eligiblePersons" INTEGER,
    "presentPersons" INTEGER,
    "eligibleHouseholds" INTEGER,
    "presentHouseholds" INTEGER,
    "eligibleAreaDm2" INTEGER,
    "presentAreaDm2" INTEGER,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "raisedOn" DATE NOT NULL,
    "month" TEXT COLLATE "C" NOT NULL,
    "procedureCode" TEXT COLLATE "C",
    "meetingId" UUID,
    "state" "AgendaItemState" NOT NULL,
    "responsible" TEXT COLLATE "C",
    "dueOn" DATE,
    "outcome" TEXT COLLATE "C",
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "AgendaStep" (
    "tenant" INTEGER NOT NULL,
    "itemId" UUID NOT NULL,
    "procedureCode" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "takenOn" DATE NOT NULL,
    "takenBy" TEXT COLLATE "C" NOT NULL,
    "note" TEXT COLLATE "C",
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AgendaStep_pkey" PRIMARY KEY ("tenant","itemId","position")
);

-- CreateTable
CREATE TABLE "Tally" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "rule" "VoteRule" NOT NULL,
    "method" "VoteMethod" NOT NULL,
    "base" "VoteBase" NOT NULL,
    "baseVotes" INTEGER NOT NULL,
    "neededVotes" INTEGER NOT NULL,
    "yesVotes" INTEGER NOT NULL,
    "noVotes" INTEGER NOT NULL,
    "abstainVotes" INTEGER NOT NULL,
    "baseAreaDm2" INTEGER,
    "neededAreaDm2" INTEGER,
    "yesAreaDm2" INTEGER,
    "passed" BOOLEAN NOT NULL,
    "votedOn" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "PublicNotice" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "resolutionId" UUID,
    "itemId" UUID,
    "places" TEXT[] COLLATE "C" NOT NULL,
    "postedOn" DATE NOT NULL,
    "days" INTEGER NOT NULL,
    "workingDays" BOOLEAN NOT NULL,
    "lastOn" DATE NOT NULL,
    "state" "PublicNoticeState" NOT NULL,
    "synthetic" BOOLEAN NOT NULL DEFAULT false,
    "searchKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PublicNotice_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateTable
CREATE TABLE "NoticeObjection" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "noticeId" UUID NOT NULL,
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "content" TEXT COLLATE "C" NOT NULL,
    "objectorId" UUID,
    "raisedOn" DATE NOT NULL,
    "state" "ObjectionState" NOT NULL,
    "answer" TEXT COLLATE "C",
    "answeredOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoticeObjection_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "Meeting_tenant_divisionKey_idx" ON "Meeting"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "Meeting_tenant_dueOn_idx" ON "Meeting"("tenant", "dueOn");

-- CreateIndex
CREATE INDEX "Meeting_tenant_bodyId_idx" ON "Meeting"("tenant", "bodyId");

-- CreateIndex
CREATE INDEX "Meeting_tenant_unitId_idx" ON "Meeting"("tenant", "unitId");

-- CreateIndex
CREATE INDEX "AgendaItem_tenant_divisionKey_idx" ON "AgendaItem"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "AgendaItem_tenant_meetingId_idx" ON "AgendaItem"("tenant", "meetingId");

-- CreateIndex
CREATE INDEX "Tally_tenant_itemId_idx" ON "Tally"("tenant", "itemId");

-- CreateIndex
CREATE INDEX "Tally_tenant_meetingId_idx" ON "Tally"("tenant", "meetingId");

-- CreateIndex
CREATE INDEX "Tally_tenant_divisionKey_idx" ON "Tally"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "PublicNotice_tenant_divisionKey_idx" ON "PublicNotice"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "PublicNotice_tenant_resolutionId_idx" ON "PublicNotice"("tenant", "resolutionId");

-- CreateIndex
CREATE INDEX "PublicNotice_tenant_itemId_idx" ON "PublicNotice"("tenant", "itemId");

-- CreateIndex
CREATE INDEX "NoticeObjection_tenant_noticeId_idx" ON "NoticeObjection"("tenant", "noticeId");

-- CreateIndex
CREATE INDEX "NoticeObjection_tenant_divisionKey_idx" ON "NoticeObjection"("tenant", "divisionKey");

-- CreateIndex
CREATE INDEX "NoticeObjection_tenant_objectorId_idx" ON "NoticeObjection"("tenant", "objectorId");

-- CreateIndex
CREATE INDEX "Resolution_tenant_itemId_idx" ON "Resolution"("tenant", "itemId");

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_procedureCode_fkey" FOREIGN KEY ("procedureCode") REFERENCES "Procedure"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resolution" ADD CONSTRAINT "Resolution_tenant_itemId_fkey" FOREIGN KEY ("tenant", "itemId") REFERENCES "AgendaItem"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProcedureStep" ADD CONSTRAINT "ProcedureStep_procedureCode_fkey" FOREIGN KEY ("procedureCode") REFERENCES "Procedure"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_tenant_bodyId_fkey" FOREIGN KEY ("tenant", "bodyId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_tenant_unitId_fkey" FOREIGN KEY ("tenant", "unitId") REFERENCES "GovernanceUnit"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_procedureCode_fkey" FOREIGN KEY ("procedureCode") REFERENCES "Procedure"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_tenant_meetingId_fkey" FOREIGN KEY ("tenant", "meetingId") REFERENCES "Meeting"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaStep" ADD CONSTRAINT "AgendaStep_tenant_itemId_fkey" FOREIGN KEY ("tenant", "itemId") REFERENCES "AgendaItem"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaStep" ADD CONSTRAINT "AgendaStep_procedureCode_position_fkey" FOREIGN KEY ("procedureCode", "position") REFERENCES "ProcedureStep"("procedureCode", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_tenant_itemId_fkey" FOREIGN KEY ("tenant", "itemId") REFERENCES "AgendaItem"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_tenant_meetingId_fkey" FOREIGN KEY ("tenant", "meetingId") REFERENCES "Meeting"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicNotice" ADD CONSTRAINT "PublicNotice_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicNotice" ADD CONSTRAINT "PublicNotice_tenant_resolutionId_fkey" FOREIGN KEY ("tenant", "resolutionId") REFERENCES "Resolution"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicNotice" ADD CONSTRAINT "PublicNotice_tenant_itemId_fkey" FOREIGN KEY ("tenant", "itemId") REFERENCES "AgendaItem"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeObjection" ADD CONSTRAINT "NoticeObjection_tenant_noticeId_fkey" FOREIGN KEY ("tenant", "noticeId") REFERENCES "PublicNotice"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeObjection" ADD CONSTRAINT "NoticeObjection_tenant_objectorId_fkey" FOREIGN KEY ("tenant", "objectorId") REFERENCES "Organization"("tenant", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeObjection" ADD CONSTRAINT "NoticeObjection_divisionKey_fkey" FOREIGN KEY ("divisionKey") REFERENCES "Division"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
