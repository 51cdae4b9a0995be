-- CreateEnum
CREATE TYPE "SubjectRequestKind" AS ENUM ('ACCESS', 'CORRECTION', 'DELETION', 'PORTABILITY');

-- CreateEnum
CREATE TYPE "SubjectRequestState" AS ENUM ('RECEIVED', 'BLOCKED', 'ANSWERED', 'REFUSED');

-- CreateTable
CREATE TABLE "SubjectRequest" (
    "tenant" INTEGER NOT NULL,
    "id" UUID NOT NULL,
    "kind" "SubjectRequestKind" NOT NULL,
    "personName" TEXT COLLATE "C" NOT NULL,
    "contact" TEXT COLLATE "C" NOT NULL,
    "wish" TEXT COLLATE "C" NOT NULL,
    "receivedOn" DATE NOT NULL,
    "dueOn" DATE NOT NULL,
    "state" "SubjectRequestState" NOT NULL,
    "answer" TEXT COLLATE "C",
    "keptBy" TEXT COLLATE "C",
    "blockedUntil" DATE,
    "erasedValues" INTEGER NOT NULL DEFAULT 0,
    "filedBy" TEXT COLLATE "C" NOT NULL,
    "decidedBy" TEXT COLLATE "C",
    "divisionKey" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SubjectRequest_pkey" PRIMARY KEY ("tenant","id")
);

-- CreateIndex
CREATE INDEX "SubjectRequest_tenant_state_dueOn_idx" ON "SubjectRequest"("tenant", "state", "dueOn");
