// The calendar of working days.
import './entities.js';
import './operations.js';
