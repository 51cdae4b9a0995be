// What accountants do with the ledger of funds: periods, bank statements, documents, proofs.
import './entities/periods.js';
import './operations/periods.js';
import './operations/statements.js';
import './entities/standards.js';
import './operations/standards.js';
import './documents/trial-balance.js';
import './documents/ledgers.js';
import './documents/vouchers.js';
import './documents/income.js';
import './documents/disclosure.js';
import './entities/anchors.js';
import './operations/anchors.js';
import './operations/proof.js';
