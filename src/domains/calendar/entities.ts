// What readers see of the calendar: the notices with their days.
import { limits } from '../../kernel/config.js';
import { entity, valueType } from '../../kernel/entity.js';
import { everybody } from './policy.js';

entity('HolidayNotice', {
  id: 'hol',
  plural: 'holidayNotices',
  visible: everybody,
  expose: ['documentNo', 'year', 'issuedOn', 'version', 'createdAt', 'updatedAt'],
  relations: ['days'],
  filter: ['documentNo', 'year', 'issuedOn', 'createdAt', 'updatedAt'],
  sort: ['documentNo', 'year', 'issuedOn', 'createdAt', 'updatedAt'],
  order: [{ field: 'issuedOn', direction: 'ASC' }],
  aggregate: { groups: ['year'] },
  naturalKeys: {
    documentNo: { columns: ['documentNo'], inTenant: false, description: 'Number of the notice. 文号' },
  },
});

entity('CalendarDay', {
  visible: everybody,
  expose: ['fallsOn', 'kind', 'holiday'],
  order: [{ field: 'fallsOn', direction: 'ASC' }],
});

valueType('WorkingDay', {
  description: 'The last day of a period of working days. 工作日期限',
  fields: {
    fallsOn: { type: 'Date', description: 'The last day of the period. 期限届满日' },
    calendarDays: { type: 'Int', description: 'How many days after its beginning that is. 历日天数' },
  },
});

valueType('CalendarYear', {
  description: 'A year as its notices arrange it. 年度工作日历',
  fields: {
    year: { type: 'Int', description: 'The year. 年度' },
    workingDays: { type: 'Int', description: 'How many of its days are worked. 工作日天数' },
    daysOff: {
      type: 'Date',
      list: true,
      maxItems: limits.values,
      description: 'Days from Monday to Friday that are off. 工作日中放假的日期',
    },
    workedWeekends: {
      type: 'Date',
      list: true,
      maxItems: limits.values,
      description: 'Saturdays and Sundays that are worked. 周末调休上班的日期',
    },
  },
});
