// Loads what the graph is made of: the domains in their order, and what the platform itself adds to them.
import '../domains/index.js';
import '../platform/files/entities.js';
import '../platform/files/operations.js';
import '../platform/files/signature-check.js';
import '../platform/sheets/uploaded.js';
