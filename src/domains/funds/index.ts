// The funds of communities and their ledger.
import './entities/funds.js';
import './entities/ledger.js';
import './operations/funds.js';
import './operations/money.js';
