// What callers do with posts: appoint a person, and end a post.
import type { AccessRole } from '../../../generated/database.js';
import { codeTree } from '../../../kernel/entity.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { enumOf, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { forgetPosts } from '../../auth/posts.js';
import { keepsAppointments } from '../policy.js';
import { lockPosts } from '../queries.js';
import { isPersonSubject, postFaults } from '../rules.js';

operation('appoint', {
  description:
    'Gives a person a post: the rights of its role at a place, from a day on. The person is known by the pseudonym that `viewer` tells after signing in. 任命',
  scope: 'access:admin',
  audience: 'INTERNAL',
  input: {
    subject: text('Pseudonym of the person. 主体', { max: 100 }),
    role: enumOf<AccessRole>('AccessRole', 'Role whose rights the post has. 角色'),
    division: ref('Division', 'The place. 任职区划'),
    organization: optional(ref('Organization', 'Organization in which the post is held. 任职单位')),
    validFrom: optional(of('Date', 'First day; today if nothing is said. 起始日期')),
    validTo: optional(of('Date', 'Day from which the post is not held any more. 截止日期')),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  tenant: ({ division }, tx, today) => codeTree().officeOf(tx, division, today),
  validate: ({ subject, validFrom, validTo }) => [
    ...(isPersonSubject(subject) ? [] : [refusal('person-subject-form', ['subject'])]),
    ...(validFrom && validTo && validTo <= validFrom
      ? [refusal('post-begins-before-it-ends', ['validTo'])]
      : []),
  ],
  allow: (caller, { refs }) => keepsAppointments(caller, refs['division']?.['key']),
  async run({ input, refs, tenant, caller, today, insert }, tx) {
    const { subject, role } = input;
    const validFrom = input.validFrom ?? today;
    const validTo = input.validTo ?? null;
    const organizationId = (refs['organization']?.['id'] as string | undefined) ?? null;
    refuseAll(
      validTo !== null && validTo <= validFrom
        ? refusal('post-begins-before-it-ends', ['validTo']).faults
        : [],
      subject === caller.subject ? refusal('nobody-appoints-themselves', ['subject']).faults : [],
      postFaults({ role, organizationId, validFrom, validTo }, await lockPosts(tx, tenant, subject)),
    );
    const appointment = await insert('Appointment', {
      subject,
      role,
      divisionKey: refs['division']!['key'],
      organizationId,
      validFrom,
      validTo,
      documentNo: input.documentNo ?? null,
      appointedBy: caller.subject,
    });
    return { objects: { appointment } };
  },
  committed: forgetPosts,
  returns: { appointment: 'Appointment' },
  emits: 'access.post.given',
  rules: [
    'person-subject-form',
    'post-begins-before-it-ends',
    'nobody-appoints-themselves',
    'administrators-apart',
    'person-acts-for-one-organization',
  ],
});

operation('endAppointment', {
  description:
    'Ends a post: from that day on the person has none of its rights. A post that was not yet taken up ends on its first day. 终止任职',
  scope: 'access:admin',
  audience: 'INTERNAL',
  input: {
    appointment: ref('Appointment', 'The post. 任职'),
    endsOn: optional(
      of('Date', 'Day from which it is not held any more; today if nothing is said. 终止日期'),
    ),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'appointment',
  allow: (caller, { target }) => keepsAppointments(caller, target['divisionKey']),
  guard: ({ validTo }, today) =>
    typeof validTo === 'string' && validTo <= today
      ? refusal('post-ends-once', ['appointment'], { validTo })
      : null,
  async run({ input, target, today, caller, update }) {
    const id = target['id'] as string;
    const [first, last] = [target['validFrom'] as string, target['validTo'] as string | null];
    const asked = input.endsOn ?? today;
    if (asked < today || (last !== null && asked > last))
      throw refusal('post-ends-from-today', ['endsOn'], { today });
    await update('Appointment', id, {
      validTo: asked < first ? first : asked,
      endedBy: caller.subject,
      ...(input.documentNo ? { documentNo: input.documentNo } : {}),
    });
    return { objects: { appointment: id } };
  },
  committed: forgetPosts,
  returns: { appointment: 'Appointment' },
  emits: 'access.post.ended',
  rules: ['post-ends-once', 'post-ends-from-today'],
});
