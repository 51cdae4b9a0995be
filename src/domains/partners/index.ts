// The partners of communities.
import './entities.js';
import './operations.js';
