// Self-governance: meetings, votes, resolutions and public notices.
import './entities/resolutions.js';
import './entities/meetings.js';
import './entities/notices.js';
import './operations/resolutions.js';
import './operations/agenda.js';
import './operations/meetings.js';
import './operations/votes.js';
import './operations/notices.js';
