// Loads the domain of divisions and governance units.
import './entities.js';
import './operations/changes.js';
import './operations/units.js';
