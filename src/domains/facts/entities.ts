// What readers see of the facts: source documents, published figures, mentions.
import { entity } from '../../kernel/entity.js';
import { published } from './policy.js';
import { figureText } from './queries.js';

entity('SourceDocument', {
  id: 'doc',
  plural: 'sourceDocuments',
  identity: 'code',
  visible: published,
  expose: ['code', 'title', 'publisher', 'publishedOn', 'address', 'note'],
  relations: ['figures', 'mentions'],
  filter: ['code', 'title', 'publisher', 'publishedOn', 'figures', 'mentions'],
  sort: ['code', 'title', 'publishedOn'],
  pinyin: ['title'],
  search: ['title', 'publisher'],
  aggregate: { groups: ['publisher'] },
  naturalKeys: {
    code: {
      columns: ['code'],
      inTenant: false,
      description: 'Number of the document in this collection. 文献编号',
    },
  },
});

entity('PublishedFigure', {
  id: 'fig',
  plural: 'publishedFigures',
  within: 'divisionKey',
  visible: published,
  expose: [
    'code',
    'line',
    'context',
    'subject',
    'measure',
    'value',
    'valueMax',
    'unit',
    'qualifier',
    'statedFor',
    'precision',
    'note',
    'synthetic',
  ],
  relations: ['division', 'source'],
  filter: [
    'code',
    'line',
    'context',
    'subject',
    'measure',
    'value',
    'valueMax',
    'unit',
    'qualifier',
    'statedFor',
    'precision',
    'synthetic',
    'division',
    'source',
  ],
  // Not by value: 2240余 and 2240 have no order between them, and a ranking would pretend one.
  sort: ['code', 'context', 'subject', 'measure', 'statedFor', 'line'],
  pinyin: ['subject', 'measure'],
  order: [{ field: 'code', direction: 'ASC' }],
  search: ['subject', 'measure'],
  aggregate: { groups: ['context', 'qualifier', 'unit', 'statedFor', 'precision'] },
  fields: {
    text: {
      by: 'sql',
      type: 'String',
      description:
        'The figure with its unit and its word of approximation, as in 2240余个 or 近40000人. 数据表述',
      sql: figureText,
    },
  },
  naturalKeys: {
    code: {
      columns: ['code'],
      inTenant: true,
      description: 'Number of the figure within the county that it is about. 数据编号',
    },
  },
});

entity('Mention', {
  id: 'men',
  plural: 'mentions',
  visible: published,
  expose: ['line', 'nameAsWritten', 'confidence', 'note'],
  relations: ['source', 'division', 'unit', 'organization', 'partyOrganization'],
  filter: [
    'line',
    'nameAsWritten',
    'confidence',
    'source',
    'division',
    'unit',
    'organization',
    'partyOrganization',
  ],
  sort: ['line', 'nameAsWritten'],
  pinyin: ['nameAsWritten'],
  aggregate: { groups: ['confidence'] },
});
