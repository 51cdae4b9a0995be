// Loads the domain of published facts.
import './entities.js';
