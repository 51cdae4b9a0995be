// Agreements that share revenue: terms, reports, settlements, payments.
import './entities/agreements.js';
import './entities/terms.js';
import './entities/reports.js';
import './entities/settlements.js';
import './entities/notices.js';
import './entities/relief.js';
import './entities/disputes.js';
import './entities/months.js';
import './entities/questions.js';
import './operations/agreements.js';
import './operations/versions.js';
import './operations/drafts.js';
import './operations/reports.js';
import './operations/corrections.js';
import './operations/disputes.js';
import './operations/closing-runs.js';
import './operations/settlements.js';
import './operations/closing-reviews.js';
// Whoever is reminded has a report that a job before opened.
import './operations/silence.js';
import './operations/payments.js';
import './operations/reversals.js';
import './operations/notices.js';
import './operations/waivers.js';
import './operations/write-offs.js';
import './operations/simulate.js';
import './operations/compare.js';
