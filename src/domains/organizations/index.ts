// The organizations of the territory.
import './entities.js';
import './operations.js';
