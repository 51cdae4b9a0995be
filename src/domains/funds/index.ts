// The funds of communities and their ledger.
import './entities/expenses.js';
import './entities/funds.js';
import './entities/ledger.js';
import './entities/years.js';
import './operations/expenses.js';
import './operations/funds.js';
import './operations/money.js';
import './operations/years.js';
