// The list that every write walks. To know what happens to a write, read it; to add a concern, add a step.
import type { Step } from '../kernel/pipeline.js';
import { recordRefusal } from '../kernel/write/refusal.js';
import { findTenant, loadTarget, resolveReferences } from '../kernel/write/references.js';
import { readPayload, spendBudget } from '../kernel/write/payload.js';
import { afterCommit, checkAllowed, checkMasks, run } from '../kernel/write/run.js';
import { validateInput } from '../kernel/write/validate.js';
import { recordAudit } from '../platform/audit/record.js';
import { recordTransition } from '../platform/audit/record-transition.js';
import { requireScope } from '../platform/auth/require-scope.js';
import { inTransaction } from '../platform/database/transaction.js';
import { claimKey } from '../platform/idempotency/claim-key.js';
import { announceEvent, queueEvent } from '../platform/outbox/queue.js';
import { writeRecords } from '../platform/records.js';

/** From the caller's input to the answer; `inTransaction` commits when the steps behind it are done. */
export const writePath: readonly Step[] = [
  recordRefusal, // what the steps behind refuse becomes the answer's userErrors
  requireScope,
  validateInput, // all faults at once
  spendBudget, // the payload's price, before anything is done
  afterCommit, // what this process remembers of the database is renewed
  announceEvent, // the event is committed: the sequencer need not wait until it looks
  inTransaction, // begin; commit, or roll back for a dry run; again after a deadlock
  findTenant, // whose records are written, by the input alone
  claimKey, // one execution per key; a refusal by a rule is remembered
  resolveReferences, // through the caller's policy; hidden is not found
  loadTarget, // locked, and at the version that the caller saw
  checkAllowed, // policy and state machine
  run,
  checkMasks, // what the caller could not see it may not write
  recordTransition, // the step in the object's life
  recordAudit,
  queueEvent,
  writeRecords, // the records of the steps before and the key's result, in one statement
  readPayload, // on the same connection, before commit or rollback
];
