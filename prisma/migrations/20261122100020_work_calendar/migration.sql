-- CreateEnum
CREATE TYPE "CalendarDayKind" AS ENUM ('DAY_OFF', 'WORKING_DAY');

-- CreateTable
CREATE TABLE "HolidayNotice" (
    "id" UUID NOT NULL,
    "documentNo" TEXT COLLATE "C" NOT NULL,
    "year" INTEGER NOT NULL,
    "issuedOn" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HolidayNotice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "noticeId" UUID NOT NULL,
    "fallsOn" DATE NOT NULL,
    "kind" "CalendarDayKind" NOT NULL,
    "holiday" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("noticeId","fallsOn")
);

-- CreateIndex
CREATE UNIQUE INDEX "HolidayNotice_documentNo_key" ON "HolidayNotice"("documentNo");

-- CreateIndex
CREATE INDEX "HolidayNotice_year_idx" ON "HolidayNotice"("year");

-- AddForeignKey
ALTER TABLE "CalendarDay" ADD CONSTRAINT "CalendarDay_noticeId_fkey" FOREIGN KEY ("noticeId") REFERENCES "HolidayNotice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
