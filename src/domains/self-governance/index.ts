// Self-governance: what its bodies decide.
import './entities/resolutions.js';
import './operations/resolutions.js';
