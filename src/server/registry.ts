// Loads what the graph is made of: the domains in their order, and what the platform itself adds to them.
import '../domains/index.js';
import '../platform/access/entities.js';
import '../platform/access/operations/apps.js';
import '../platform/access/operations/installs.js';
import '../platform/access/operations/credentials.js';
import '../platform/access/operations/appointments.js';
import '../platform/files/entities.js';
import '../platform/files/operations.js';
import '../platform/files/signature-check.js';
import '../platform/privacy/entities.js';
import '../platform/privacy/operations.js';
import '../platform/sheets/uploaded.js';
import '../platform/webhooks/entities.js';
import '../platform/webhooks/operations/endpoints.js';
import '../platform/webhooks/operations/life.js';
import '../platform/webhooks/operations/deliveries.js';
import '../platform/webhooks/disabling.js';
