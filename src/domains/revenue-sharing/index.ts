// Agreements that share revenue: terms, reports, settlements, payments.
import './entities/agreements.js';
import './entities/terms.js';
import './entities/reports.js';
import './entities/settlements.js';
import './entities/notices.js';
import './entities/relief.js';
import './operations/agreements.js';
import './operations/versions.js';
import './operations/reports.js';
import './operations/corrections.js';
import './operations/settlements.js';
import './operations/payments.js';
import './operations/reversals.js';
import './operations/notices.js';
import './operations/waivers.js';
import './operations/write-offs.js';
import './operations/simulate.js';
