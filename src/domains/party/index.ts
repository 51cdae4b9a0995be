// The party's organizations and their tree.
import './entities.js';
import './operations/create.js';
import './operations/update.js';
import './operations/move.js';
import './operations/kind.js';
import './operations/status.js';
