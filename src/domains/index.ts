// Loads every domain, in the order in which they build on each other.
import './facts/index.js';
import './territory/index.js';
import './organizations/index.js';
import './party/index.js';
import './partners/index.js';
import './calendar/index.js';
import './self-governance/index.js';
import './funds/index.js';
import './revenue-sharing/index.js';
import './accounting/index.js';
