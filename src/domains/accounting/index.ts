// What accountants do with the ledger of funds: periods, bank statements, documents, proofs.
import './entities/periods.js';
import './operations/periods.js';
import './operations/statements.js';
